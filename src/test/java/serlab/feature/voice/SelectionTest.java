package serlab.feature.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SelectionTest {
    @Test
    void isWhatSortingGives() {
        Random random = new Random(5);
        for (int length = 1; length < 60; length++) {
            double[] values = random.doubles(length).map(value -> Math.rint(20 * value) / 20).toArray();
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            for (int index = 0; index < length; index++) {
                assertEquals(sorted[index], Selection.smallest(values.clone(), index), "index " + index + " of " + length);
            }
        }
    }
}
