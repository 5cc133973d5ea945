package serlab.audio;

/**
 * Overlapping frames of a signal under a window, side by side, so that a row holds one sample of each: what {@link Stft}
 * transforms. The signal is taken to be zero beyond its ends.
 *
 * <p>Samples a hop apart stand in the same row, and in the rows one hop further down moved by a frame: so each sample is taken
 * from the signal once, a few neighbors at a time, and copied from there while it is in the nearest cache. Used by one thread.
 */
final class WindowedFrames {
    /** Neighboring samples that are taken at a time. */
    private static final int TAKEN = 8;

    private final double[] window;
    private final int hop;
    /** Every {@code hop}-th sample, {@code [TAKEN][frames and as many as a frame reaches over]}. */
    private final double[][] strips;

    /**
     * @param window     weights of the samples of a frame
     * @param hop        samples from a frame to the next
     * @param mostFrames how many are asked for at most
     */
    WindowedFrames(double[] window, int hop, int mostFrames) {
        this.window = window;
        this.hop = hop;
        this.strips = new double[TAKEN][mostFrames + (window.length - 1) / hop];
    }

    /**
     * Writes the frames.
     *
     * @param start sample that the first of them begins with; may lie beyond the ends
     * @param rows  receives them, {@code [window's length][at least frames]}
     */
    void gather(float[] samples, long start, int frames, double[][] rows) {
        int size = window.length;
        int gathered = Math.min(hop, size);
        for (int first = 0; first < gathered; first += TAKEN) {
            int count = Math.min(TAKEN, gathered - first);
            take(samples, start + first, count, frames + (size - 1 - first) / hop);
            for (int j = 0; j < count; j++) {
                for (int i = first + j, shift = 0; i < size; i += hop, shift++) {
                    System.arraycopy(strips[j], shift, rows[i], 0, frames);
                    scale(rows[i], window[i], frames);
                }
            }
        }
    }

    private static void scale(double[] row, double factor, int width) {
        for (int i = 0; i < width; i++) {
            row[i] *= factor;
        }
    }

    /** strips[j][c] = samples[start + j + c * hop]. */
    private void take(float[] samples, long start, int count, int columns) {
        int low = (int) Math.max(0, Math.min(columns, Math.floorDiv(hop - 1 - start, hop)));
        int high = (int) Math.max(low, Math.min(columns, Math.floorDiv(samples.length - TAKEN - start, hop) + 1));
        if (count < TAKEN) {
            low = high;
        } else if (high > low) {
            int at = (int) (start + (long) low * hop);
            takeInside(samples, at, low, high, strips[0], strips[1], strips[2], strips[3]);
            takeInside(samples, at + 4, low, high, strips[4], strips[5], strips[6], strips[7]);
        }
        takeEnds(samples, start, count, 0, low);
        takeEnds(samples, start, count, high, columns);
    }

    private void takeInside(float[] samples, int from, int low, int high, double[] a, double[] b, double[] c, double[] d) {
        for (int i = low, at = from; i < high; i++, at += hop) {
            a[i] = samples[at];
            b[i] = samples[at + 1];
            c[i] = samples[at + 2];
            d[i] = samples[at + 3];
        }
    }

    private void takeEnds(float[] samples, long start, int count, int low, int high) {
        for (int j = 0; j < count; j++) {
            for (int i = low; i < high; i++) {
                long at = start + j + (long) i * hop;
                strips[j][i] = at >= 0 && at < samples.length ? samples[(int) at] : 0;
            }
        }
    }
}
