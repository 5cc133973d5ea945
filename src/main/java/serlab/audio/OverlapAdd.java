package serlab.audio;

import java.util.Arrays;
import serlab.audio.BatchedFft.Rows;

/**
 * Signal of spectra, one hop after the other: each is transformed back, weighted by a periodic Hann window and added, and the
 * sum divided by that of the squared windows. Used by one thread.
 *
 * <p>Source: {@code librosa.istft} of librosa 0.11.
 */
final class OverlapAdd {
    /** Frames that are transformed at once. */
    private static final int MOST_FRAMES = 96;
    /** Rows and spectra that are copied at once, so that what is read and written stays in the nearest cache. */
    private static final int TILE = 16;

    private final Room room;
    private final int size;
    private final int hop;
    private final int frames;
    /** Frames that are transformed at once: equal shares of all. */
    private final int width;
    /** What all frames that can lie over a sample weigh together, {@code [hop]}. */
    private final double[] full;
    private final float[] sum;
    /** Frames that are in the sum, and frames that are not yet. */
    private int added;
    private int waiting;

    /**
     * @param room   for frames of this size
     * @param hop    samples from a frame to the next, a divisor of the size
     * @param frames how many will come, at least 1
     */
    OverlapAdd(Room room, int hop, int frames) {
        this.room = room;
        this.size = room.window.length;
        this.hop = hop;
        this.frames = frames;
        int blocks = (frames + MOST_FRAMES - 1) / MOST_FRAMES;
        this.width = (frames + blocks - 1) / blocks;
        this.full = new double[hop];
        for (int i = 0; i < size; i++) {
            full[i % hop] += squared(i);
        }
        this.sum = new float[size + hop * (frames - 1)];
    }

    private double squared(int sample) {
        return (double) room.window[sample] * room.window[sample];
    }

    /** Memory of a thread. */
    static final class Room {
        private final BatchedInverseFft transform;
        private final float[] window;
        private final float[] shifted;
        private final float[][] totals;

        Room(int size) {
            transform = new BatchedInverseFft(size, MOST_FRAMES);
            window = new float[size];
            for (int i = 0; i < size; i++) {
                window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / size));
            }
            shifted = new float[MOST_FRAMES + size];
            totals = new float[TILE][MOST_FRAMES + size];
        }
    }

    /**
     * Adds the next frames.
     *
     * @param real      their spectra, {@code [at least count][size / 2 + 1]}
     * @param imaginary the same
     * @param count     how many there are
     */
    void add(float[][] real, float[][] imaginary, int count) {
        for (int done = 0; done < count;) {
            int some = Math.min(count - done, width - waiting);
            columns(real, done, some, room.transform.bins().real());
            columns(imaginary, done, some, room.transform.bins().imaginary());
            done += some;
            waiting += some;
            if (waiting == width || added + waiting == frames) {
                addWaiting();
            }
        }
    }

    private void columns(float[][] spectra, int first, int count, float[][] rows) {
        for (int tile = 0; tile < rows.length; tile += TILE) {
            int end = Math.min(rows.length, tile + TILE);
            for (int i = 0; i < count; i++) {
                float[] spectrum = spectra[first + i];
                for (int bin = tile; bin < end; bin++) {
                    rows[bin][waiting + i] = spectrum[bin];
                }
            }
        }
    }

    /** Adds frames to each other as rows: those of samples that lie a hop apart, shifted by as many frames. */
    private void addWaiting() {
        Rows signals = room.transform.signals(waiting);
        int hops = waiting + size / hop - 1;
        for (int tile = 0; tile < hop; tile += TILE) {
            int end = Math.min(hop, tile + TILE);
            for (int i = tile; i < end; i++) {
                float[] total = room.totals[i - tile];
                Arrays.fill(total, 0, hops, 0);
                for (int sample = i, shift = 0; sample < size; sample += hop, shift++) {
                    float[] row = (sample % 2 == 0 ? signals.real() : signals.imaginary())[sample / 2];
                    Arrays.fill(room.shifted, 0, hops, 0);
                    System.arraycopy(row, 0, room.shifted, shift, waiting);
                    add(room.shifted, (float) (room.window[sample] / size / full[i]), total, hops);
                }
            }
            for (int frame = 0; frame < hops; frame++) {
                int at = (added + frame) * hop;
                for (int i = tile; i < end; i++) {
                    sum[at + i] += room.totals[i - tile][frame];
                }
            }
        }
        added += waiting;
        waiting = 0;
    }

    private static void add(float[] row, float weight, float[] total, int width) {
        for (int i = 0; i < width; i++) {
            total[i] += weight * row[i];
        }
    }

    /** So many samples, from the center of the first frame on; after all frames, and once. */
    float[] signal(int length) {
        int overlapping = size / hop - 1;
        for (int at = 0; at < frames + overlapping; at++) {
            for (int i = 0; i < hop && (at < overlapping || at >= frames); i++) {
                sum[at * hop + i] *= (float) share(at, i);
            }
        }
        return Arrays.copyOfRange(sum, size / 2, size / 2 + length);
    }

    /** What all frames weigh, of what those weigh that lie over a sample near an end. */
    private double share(int at, int within) {
        double under = 0;
        for (int shift = 0; shift < size / hop; shift++) {
            under += at - shift >= 0 && at - shift < frames ? squared(within + shift * hop) : 0;
        }
        return under > Float.MIN_NORMAL ? full[within] / under : full[within];
    }
}
