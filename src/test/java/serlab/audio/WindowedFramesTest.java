package serlab.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowedFramesTest {
    private static final int FRAMES = 9;

    @ParameterizedTest
    @CsvSource({"16, 4, 100", "16, 5, 100", "16, 16, 200", "16, 40, 400", "16, 1, 30", "64, 16, 64", "64, 16, 1", "64, 48, 500"})
    void framesAreSamplesTimesTheWindowAndZeroBeyondTheEnds(int size, int hop, int length) {
        float[] samples = new float[length];
        double[] window = new double[size];
        Random random = new Random(7);
        for (int i = 0; i < length; i++) {
            samples[i] = random.nextFloat() - 0.5f;
        }
        for (int i = 0; i < size; i++) {
            window[i] = random.nextDouble();
        }
        WindowedFrames frames = new WindowedFrames(window, hop, FRAMES);
        for (long start : new long[] {-size / 2, 0, 3L * hop - size / 2, length + 5L}) {
            double[][] rows = new double[size][FRAMES];
            frames.gather(samples, start, FRAMES, rows);
            for (int i = 0; i < size; i++) {
                for (int frame = 0; frame < FRAMES; frame++) {
                    long at = start + (long) frame * hop + i;
                    double expected = at < 0 || at >= length ? 0 : samples[(int) at] * window[i];
                    assertEquals(expected, rows[i][frame], "start " + start + ", sample " + i + " of frame " + frame);
                }
            }
        }
    }
}
