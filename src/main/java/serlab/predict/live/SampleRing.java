package serlab.predict.live;

import java.util.Arrays;

/** Ring of the newest samples; takes no more memory however much comes. */
final class SampleRing {
    private final float[] samples;
    private long written;

    /** @param capacity samples that it keeps, at least 1 */
    SampleRing(int capacity) {
        samples = new float[capacity];
    }

    /** Takes the samples in {@code [from, to)} of a block. */
    void add(float[] block, int from, int to) {
        int start = Math.max(from, to - samples.length);
        written += start - from;
        for (int i = start; i < to;) {
            int at = (int) (written % samples.length);
            int count = Math.min(to - i, samples.length - at);
            System.arraycopy(block, i, samples, at, count);
            written += count;
            i += count;
        }
    }

    /** Forgets everything. */
    void clear() {
        written = 0;
    }

    /** How many it has, of those that it may keep. */
    int size() {
        return (int) Math.min(written, samples.length);
    }

    /** The newest samples, as many as there are up to a number, in order. */
    float[] newest(int most) {
        int count = Math.min(most, size());
        int end = (int) (written % samples.length);
        if (count <= end) {
            return Arrays.copyOfRange(samples, end - count, end);
        }
        float[] joined = new float[count];
        int before = count - end;
        System.arraycopy(samples, samples.length - before, joined, 0, before);
        System.arraycopy(samples, 0, joined, before, end);
        return joined;
    }
}
