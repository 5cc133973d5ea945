package serlab.audio;

import java.util.Arrays;

/** Builder of samples whose number is not known in advance. */
public final class SampleBuilder {
    private float[] samples;
    private int size;

    /** @param expected number of samples that there may be; more find room, too */
    public SampleBuilder(int expected) {
        samples = new float[Math.max(16, expected)];
    }

    /** Adds a sample. */
    public void add(float sample) {
        if (size == samples.length) {
            samples = Arrays.copyOf(samples, size + (size >> 1));
        }
        samples[size++] = sample;
    }

    /** Adds all samples of a block. */
    public void add(float[] block) {
        if (size + block.length > samples.length) {
            samples = Arrays.copyOf(samples, Math.max(size + block.length, size + (size >> 1)));
        }
        System.arraycopy(block, 0, samples, size, block.length);
        size += block.length;
    }

    /** How many samples there are. */
    public int size() {
        return size;
    }

    /** The samples in [from, to); the last call, since the array may be handed out itself. */
    public float[] slice(int from, int to) {
        return from == 0 && to == samples.length ? samples : Arrays.copyOfRange(samples, from, to);
    }
}
