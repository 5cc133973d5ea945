package serlab.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootTableTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.35, 0.9})
    void agreesWithThePower(double exponent) {
        RootTable root = new RootTable(exponent);
        for (double value = 1e-300; value < 1e300; value *= 1.0003) {
            double expected = Math.pow(value, exponent);
            assertEquals(expected, root.of(value), 1e-10 * expected, value + " to the power of " + exponent);
        }
        assertEquals(0, root.of(0));
    }
}
