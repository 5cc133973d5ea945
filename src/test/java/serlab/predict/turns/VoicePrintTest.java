package serlab.predict.turns;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import serlab.audio.Resampler;
import serlab.audio.file.AudioDecoder;

class VoicePrintTest {
    /** The script beside the values is an implementation of its own, by librosa and NumPy. */
    @Test
    void equalsLibrosaAndNumpy() throws IOException {
        JsonNode golden = new ObjectMapper().readTree(VoicePrintTest.class.getResourceAsStream("/golden/voice-print.json"));
        double[] expected = new ObjectMapper().convertValue(golden.get("print of ../audio/voice.wav"), double[].class);
        double[] print = VoicePrint.of(Resampler.resample(AudioDecoder.read(Path.of("src/test/resources/audio/voice.wav")), 16_000));
        assertEquals(90, expected.length);
        assertArrayEquals(expected, print, 0.02);
    }

    /** Two clouds far apart, each of its own direction, and stretches that are too short to be grouped. */
    @Test
    void stretchesOfTwoVoicesAreToldApart() {
        Random random = new Random(3);
        int[] truth = {0, 0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0};
        List<double[]> prints = IntStream.of(truth).mapToObj(voice -> print(random, voice)).toList();
        double[] seconds = IntStream.range(0, truth.length).mapToDouble(i -> i == 5 ? 0.3 : 2).toArray();
        assertArrayEquals(truth, Speakers.of(prints, seconds, OptionalInt.empty()));
        assertArrayEquals(truth, Speakers.of(prints, seconds, OptionalInt.of(2)));
        assertArrayEquals(new int[truth.length], Speakers.of(prints, seconds, OptionalInt.of(1)));
        assertEquals(4, IntStream.of(Speakers.of(prints, seconds, OptionalInt.of(4))).distinct().count());
        assertArrayEquals(new int[] {0, 1}, Speakers.of(prints.subList(1, 3), new double[] {1, 1}, OptionalInt.of(9)));
        assertArrayEquals(new int[0], Speakers.of(List.of(), new double[0], OptionalInt.empty()));
    }

    private static double[] print(Random random, int voice) {
        double[] direction = new Random(voice).doubles(90, -10, 10).toArray();
        return IntStream.range(0, 90).mapToDouble(i -> direction[i] + random.nextGaussian()).toArray();
    }

    /** Distances 0.1 (a, b), about 1 (c, d) and near 2 between the pairs. */
    @Test
    void linkageJoinsTheNearestFirst() {
        AverageLinkage linkage = new AverageLinkage(new double[][] {{1, 0}, {-1, 0.1}, {1, 0.2}, {-1, 0.9}});
        assertArrayEquals(new int[] {0, 1, 0, 2}, linkage.into(3));
        assertArrayEquals(new int[] {0, 1, 0, 1}, linkage.into(2));
        assertArrayEquals(new int[] {0, 0, 0, 0}, linkage.into(1));
        assertArrayEquals(new int[] {0, 1, 2, 3}, linkage.within(0.01));
        assertArrayEquals(new int[] {0, 1, 0, 1}, linkage.within(0.5));
        assertArrayEquals(new int[] {0}, new AverageLinkage(new double[][] {{0, 0}}).within(0.5));
    }
}
