package serlab.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import serlab.feature.dsp.Dct;

class MfccSpecTest {
    private static final double TOLERANCE = 0.01;

    @Test
    void isLibrosas() {
        Golden.assertClose(Golden.matrix("mfcc"), MfccSpec.defaults().full(Golden.signal()), TOLERANCE);
    }

    @Test
    void isPaddedWithZerosAtTheEndAsFixLength() {
        FeatureSpec spec = MfccSpec.defaults().with(Map.of("coefficients", 5, "frames", 60));
        Golden.assertClose(Golden.matrix("mfcc-fixed-60"), spec.extract(Golden.signal()), TOLERANCE);
    }

    @Test
    void centersAsPadCenter() {
        float[][] odd = new float[5][];
        Arrays.setAll(odd, row -> Arrays.copyOf(Golden.matrix("mfcc")[row], 41));
        Golden.assertClose(Golden.matrix("mfcc-center-41"), Align.CENTER.fit(odd, 60, 0), 0);
    }

    @Test
    void hasCoefficientsAsRows() {
        FeatureSpec spec = MfccSpec.defaults();
        assertEquals(40, spec.bands());
        assertEquals(174, spec.frames());
        assertEquals(40, spec.extract(Golden.signal()).length);
        assertEquals(174, spec.extract(Golden.signal())[39].length);
    }

    @Test
    void cosineTransformOfAConstantIsItsFirstCoefficient() {
        double[][] constant = new double[16][2];
        for (double[] row : constant) {
            row[0] = 3;
            row[1] = -1;
        }
        float[][] result = new Dct(16, 3).apply(constant);
        assertEquals(12, result[0][0], 1e-6);
        assertEquals(-4, result[0][1], 1e-6);
        assertEquals(0, result[1][0], 1e-6);
        assertEquals(0, result[2][1], 1e-6);
    }
}
