package serlab.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SoundFinderTest {
    private static final int RATE = SoundFinder.RATE;

    private static List<SoundFinder.Part> parts(float[] samples, int block) {
        List<SoundFinder.Part> parts = new ArrayList<>();
        SoundFinder finder = new SoundFinder(parts::add);
        for (int at = 0; at < samples.length; at += block) {
            finder.accept(Arrays.copyOfRange(samples, at, Math.min(samples.length, at + block)));
        }
        finder.finish();
        assertEquals(samples.length / (double) RATE, finder.seconds(), 1e-9);
        return parts;
    }

    /** Noise with syllables of a hum from each of the given seconds on, for 1.5 s. */
    private static float[] sound(double seconds, double noise, double... from) {
        Random random = new Random(8);
        float[] samples = new float[(int) (seconds * RATE)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (noise * random.nextGaussian());
        }
        float[] voice = Tones.syllables(1.5, RATE).samples();
        for (double start : from) {
            for (int i = 0; i < voice.length; i++) {
                samples[(int) (start * RATE) + i] += voice[i];
            }
        }
        return samples;
    }

    @Test
    void findsWhereThereIsSoundWhateverTheBlocks() {
        double[] from = {1, 4, 30, 58, 61, 99};
        for (double noise : new double[] {0, 0.001}) {
            float[] samples = sound(110, noise, from);
            List<SoundFinder.Part> parts = parts(samples, 1000);
            assertEquals(from.length, parts.size());
            for (int i = 0; i < from.length; i++) {
                assertEquals(from[i], parts.get(i).startSeconds(), 0.15);
                assertEquals(from[i] + 1.5, parts.get(i).endSeconds(), 0.15);
                int at = (int) Math.round(parts.get(i).startSeconds() * RATE);
                float[] heard = parts.get(i).sound().samples();
                assertArrayEquals(Arrays.copyOfRange(samples, at, at + heard.length), heard, 0, "cut out of the recording where it says");
            }
            assertEquals(parts.stream().map(SoundFinder.Part::startSeconds).toList(),
                    parts(samples, 77_777).stream().map(SoundFinder.Part::startSeconds).toList());
        }
    }

    @Test
    void soundWithoutAPauseIsCutWhereItIsQuietest() {
        List<SoundFinder.Part> parts = parts(sound(150, 0.1), 4096);
        double at = 0;
        for (SoundFinder.Part part : parts) {
            assertTrue(part.sound().durationSeconds() <= 60);
            assertTrue(part.startSeconds() >= at);
            at = part.endSeconds();
        }
        assertTrue(parts(new float[100 * RATE], 4096).isEmpty());
    }
}
