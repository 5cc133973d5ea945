package serlab.explore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import serlab.audio.Tones;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;

class MeasuresTest {
    private static JsonNode golden;
    private static Waveform signal;

    @BeforeAll
    static void read() throws IOException {
        golden = new ObjectMapper().readTree(MeasuresTest.class.getResourceAsStream("/golden/explore.json"));
        signal = AudioDecoder.decode(MeasuresTest.class.getResourceAsStream("/golden/features.wav").readAllBytes(), "wav");
    }

    private static Waveform sine(double hz, double amplitude, int rate, double seconds) {
        return Tones.tone(hz, amplitude, rate, (int) (rate * seconds));
    }

    /** The standard's own calibration: a full-scale sine of 997 Hz in one channel is -3.01 LUFS. */
    @Test
    void loudnessOfTheCalibrationTone() {
        assertEquals(-3.01, Loudness.lufs(sine(997, 1, 48_000, 2)), 0.01);
        assertEquals(-23.01, Loudness.lufs(sine(997, 0.1, 48_000, 2)), 0.01);
    }

    @Test
    void loudnessIsPyloudnorms() {
        int block = golden.get("block").asInt();
        float[] whole = Arrays.copyOf(signal.samples(), signal.samples().length / block * block);
        assertEquals(golden.get("lufs").asDouble(), Loudness.lufs(new Waveform(whole, signal.sampleRate())), 0.02);
        float[] pauses = Arrays.copyOf(whole, whole.length + 28 * block);
        for (int i = 0; i < 8 * block; i++) {
            pauses[whole.length + 20 * block + i] = 0.05f * signal.samples()[i];
        }
        assertEquals(golden.get("lufs_with_pauses").asDouble(), Loudness.lufs(new Waveform(pauses, signal.sampleRate())), 0.02);
    }

    @Test
    void shortAndSilentRecordingsHaveNoLoudness() {
        assertTrue(Double.isNaN(Loudness.lufs(sine(997, 1, 48_000, 0.39))));
        assertTrue(Double.isNaN(Loudness.lufs(new Waveform(new float[48_000], 48_000))));
    }

    @Test
    void levelsOfASine() {
        ClipMeasures measures = ClipMeasures.of(sine(100, 0.5, 8000, 1), sine(100, 0.5, 22_050, 1));
        assertEquals(-6.02, measures.peakDbfs(), 0.01);
        assertEquals(-9.03, measures.rmsDbfs(), 0.01);
        assertEquals(0, measures.clippedSamples());
        assertEquals(1, measures.durationSeconds(), 1e-9);
        assertEquals(8000, measures.sampleRate());
    }

    @Test
    void countsSamplesAtFullScale() {
        float[] samples = sine(100, 0.5, 8000, 1).samples();
        samples[10] = 1;
        samples[20] = -1;
        assertEquals(2, ClipMeasures.of(new Waveform(samples, 8000), new Waveform(samples, 8000)).clippedSamples());
    }

    @Test
    void findsTheSilenceAtBothEnds() {
        float[] samples = new float[8000];
        System.arraycopy(sine(200, 0.5, 8000, 0.5).samples(), 0, samples, 1600, 4000);
        SilenceProfile silence = SilenceProfile.of(new Waveform(samples, 8000));
        assertEquals(0.2, silence.leadingSeconds(), 1e-9);
        assertEquals(0.3, silence.trailingSeconds(), 1e-9);
        assertEquals(0.5, silence.share(), 1e-9);
        assertEquals(-9.03, silence.soundDbfs(), 0.01);
    }

    @Test
    void pitchOfAVoiceLikeTone() {
        float[] samples = new float[22_050];
        for (int i = 0; i < samples.length; i++) {
            for (int harmonic = 1; harmonic < 8; harmonic++) {
                samples[i] += (float) (0.2 / harmonic * Math.sin(2 * Math.PI * 220 * harmonic * i / 22_050.0));
            }
        }
        Pitch pitch = Pitch.of(new Waveform(samples, 22_050));
        assertEquals(220, pitch.medianHz(), 1.1);
        assertTrue(pitch.rangeSemitones() < 0.1, pitch.toString());
        assertTrue(pitch.voicedShare() > 0.9, pitch.toString());
    }

    @Test
    void noiseHasNoPitch() {
        Random random = new Random(4);
        float[] samples = new float[22_050];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.1 * random.nextGaussian());
        }
        assertTrue(Pitch.of(new Waveform(samples, 22_050)).voicedShare() < 0.05);
    }

    @Test
    void mapIsScikitLearns() {
        double[][] vectors = matrix(golden.at("/pca/vectors"));
        ClipMap map = ClipMap.of(vectors);
        double[][] expected = matrix(golden.at("/pca/points"));
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], map.points()[i], 1e-8, "clip " + i);
        }
        assertEquals(golden.at("/pca/explained/0").asDouble(), map.explained()[0], 1e-9);
        assertEquals(golden.at("/pca/explained/1").asDouble(), map.explained()[1], 1e-9);
    }

    @Test
    void twoClipsHaveNoMap() {
        assertArrayEquals(new double[2], ClipMap.of(new double[][] {{1, 2}, {3, 4}}).points()[1]);
    }

    private static double[][] matrix(JsonNode rows) {
        double[][] matrix = new double[rows.size()][];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = new double[rows.get(i).size()];
            for (int j = 0; j < matrix[i].length; j++) {
                matrix[i][j] = rows.get(i).get(j).asDouble();
            }
        }
        return matrix;
    }
}
