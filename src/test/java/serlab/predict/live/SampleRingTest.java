package serlab.predict.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The newest samples of a stream. */
class SampleRingTest {
    @Test
    void theRingHoldsTheNewestSamples() {
        SampleRing ring = new SampleRing(10);
        Random random = new Random(2);
        int next = 0;
        for (int round = 0; round < 200; round++) {
            float[] block = new float[random.nextInt(25)];
            for (int i = 0; i < block.length; i++) {
                block[i] = next++;
            }
            ring.add(block, 0, block.length);
            float[] newest = ring.newest(7);
            assertEquals(Math.min(7, next), newest.length);
            for (int i = 0; i < newest.length; i++) {
                assertEquals(next - newest.length + i, newest[i]);
            }
        }
        assertEquals(10, ring.size());
    }
}
