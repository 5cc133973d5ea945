package serlab.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import serlab.audio.Tones;
import serlab.audio.Waveform;
import serlab.feature.dsp.MelFilterBank;

class LogMelSpecTest {
    private static final double TOLERANCE_DB = 0.01;

    private static Waveform tone(double hz, int sampleRate, double seconds) {
        return Tones.tone(hz, sampleRate, (int) (sampleRate * seconds));
    }

    private static int loudestBand(float[][] feature, int frame) {
        int loudest = 0;
        for (int band = 1; band < feature.length; band++) {
            loudest = feature[band][frame] > feature[loudest][frame] ? band : loudest;
        }
        return loudest;
    }

    @Test
    void isLibrosasReClipMaximum() {
        Golden.assertClose(Golden.matrix("log-mel-max"), LogMelSpec.defaults().full(Golden.signal()), TOLERANCE_DB);
    }

    @Test
    void isLibrosasReOne() {
        FeatureSpec spec = LogMelSpec.defaults().with(Map.of("reference", "one"));
        Golden.assertClose(Golden.matrix("log-mel-one"), spec.full(Golden.signal()), TOLERANCE_DB);
    }

    @Test
    void isLibrosasWithOtherSettings() {
        FeatureSpec spec = LogMelSpec.defaults().with(Map.of("fftSize", 1024, "hopLength", 300, "bands", 30, "fMinHz", 80,
                "fMaxHz", 5000, "topDb", 50));
        Golden.assertClose(Golden.matrix("log-mel-other"), spec.full(Golden.signal()), TOLERANCE_DB);
    }

    @Test
    void putsAToneIntoTheBandAroundItsFrequency() {
        double stepMel = MelFilterBank.melOf(11025) / 129;
        for (int band : new int[] {20, 64, 100}) {
            double hz = MelFilterBank.hzOf((band + 1) * stepMel);
            assertEquals(band, loudestBand(LogMelSpec.defaults().full(tone(hz, 22050, 0.5)), 10), hz + " Hz");
        }
    }

    @Test
    void resamplesFirst() {
        double hz = MelFilterBank.hzOf(65 * MelFilterBank.melOf(11025) / 129);
        float[][] feature = LogMelSpec.defaults().full(tone(hz, 48000, 1));
        assertEquals(1 + 22050 / 512, feature[0].length);
        assertEquals(64, loudestBand(feature, 20));
    }

    @Test
    void padsWithTheFloorOfItsReference() {
        float[][] max = LogMelSpec.defaults().with(Map.of("frames", 60)).extract(Golden.signal());
        assertEquals(-80, max[5][59]);
        float[][] full = Golden.matrix("log-mel-one");
        float smallest = Float.MAX_VALUE;
        for (float[] row : full) {
            for (float value : row) {
                smallest = Math.min(smallest, value);
            }
        }
        float[][] one = LogMelSpec.defaults().with(Map.of("frames", 60, "reference", "one")).extract(Golden.signal());
        assertEquals(smallest, one[5][59], TOLERANCE_DB);
        assertEquals(128, one.length);
        assertEquals(60, one[0].length);
    }

    @Test
    void trimsToTheFirstOrTheMiddleFrames() {
        float[][] full = LogMelSpec.defaults().full(Golden.signal());
        float[][] start = LogMelSpec.defaults().with(Map.of("frames", 10)).extract(Golden.signal());
        float[][] center = LogMelSpec.defaults().with(Map.of("frames", 10, "align", "center")).extract(Golden.signal());
        assertArrayEquals(Arrays.copyOf(full[7], 10), start[7]);
        int from = (full[7].length - 10) / 2;
        assertArrayEquals(Arrays.copyOfRange(full[7], from, from + 10), center[7]);
    }

    @Test
    void trimsSilentEndsIfAsked() {
        float[] voice = Golden.signal().samples();
        float[] padded = new float[voice.length + 2 * 22050];
        System.arraycopy(voice, 0, padded, 22050, voice.length);
        Waveform waveform = new Waveform(padded, 22050);
        int whole = LogMelSpec.defaults().full(waveform)[0].length;
        int trimmed = LogMelSpec.defaults().with(Map.of("trimDb", 40)).full(waveform)[0].length;
        assertEquals(1 + padded.length / 512, whole);
        assertTrue(trimmed < whole - 60, trimmed + " of " + whole);
    }
}
