package serlab.audio;

import java.util.Arrays;
import org.jtransforms.fft.DoubleFFT_1D;
import serlab.InvalidInputException;
import serlab.RecentlyUsed;

/**
 * Short-time Fourier transform of a signal.
 *
 * <p>In: samples, any length. Out: [fftSize / 2 + 1, 1 + samples / hopLength] of |X|^2 or |X|, unscaled; bin k lies at
 * k * sampleRate / fftSize Hz and frame t is centered on sample t * hopLength. The window is a periodic Hann window as
 * long as the transform; the signal is taken to be zero beyond its ends. Instances may be shared by threads.
 *
 * <p>Source: {@code librosa.stft(y, n_fft, hop_length, center=True, pad_mode="constant")} of librosa 0.11. Difference:
 * computed in double precision.
 */
public final class Stft {
    /** Frames that are transformed at once: many, so that loops over them are long, but few if they are long themselves. */
    private static final int LEAST_WIDTH = 8;
    private static final int MOST_WIDTH = 80;
    private static final int MOST_VALUES = 1 << 18;
    private static final RecentlyUsed<Frames, Stft> RECENT =
            new RecentlyUsed<>(frames -> new Stft(frames.fftSize(), frames.hopLength()));

    private final int fftSize;
    private final int hopLength;
    /** Frames that are transformed at once. */
    private final int mostFrames;
    /** Null for sizes that are powers of two. */
    private final DoubleFFT_1D oneByOne;
    /** Of a thread. */
    private final ThreadLocal<WindowedFrames> windowed;
    /** Of a thread. */
    private final ThreadLocal<BatchedRealFft.Room> rooms;
    /** Of a thread, for sizes that are no powers of two: rows, {@code [fftSize][mostFrames]}. */
    private final ThreadLocal<double[][]> rows;

    private record Frames(int fftSize, int hopLength) {
    }

    /** A shared transform, prepared once; for arguments see the constructor. */
    public static Stft of(int fftSize, int hopLength) {
        return RECENT.get(new Frames(fftSize, hopLength));
    }

    /**
     * Prepares the window and the transform's tables.
     *
     * @param fftSize   length of window and transform in samples, even, at least 2
     * @param hopLength distance between frames in samples, at least 1
     */
    public Stft(int fftSize, int hopLength) {
        if (fftSize < 2 || fftSize % 2 != 0) {
            throw new InvalidInputException("fftSize " + fftSize + " is not an even number of at least 2; choose 2048");
        }
        if (hopLength < 1) {
            throw new InvalidInputException("hopLength " + hopLength + " is below 1; choose 512");
        }
        this.fftSize = fftSize;
        this.hopLength = hopLength;
        this.mostFrames = Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, MOST_VALUES / fftSize));
        BatchedRealFft together = BatchedRealFft.takes(fftSize) ? new BatchedRealFft(fftSize) : null;
        this.oneByOne = together == null ? Transforms.of(fftSize) : null;
        this.rooms = ThreadLocal.withInitial(() -> together.room(mostFrames));
        this.rows = ThreadLocal.withInitial(() -> new double[fftSize][mostFrames]);
        double[] window = new double[fftSize];
        for (int i = 0; i < fftSize; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / fftSize);
        }
        this.windowed = ThreadLocal.withInitial(() -> new WindowedFrames(window, hopLength, mostFrames));
    }

    /** Receives the power spectrum of one frame after another. */
    @FunctionalInterface
    public interface FrameConsumer {
        /**
         * Takes a frame.
         *
         * @param frame index of the frame
         * @param power |X|^2 per bin; overwritten by the next frame, so copy what must last
         */
        void accept(int frame, double[] power);
    }

    /** Receives the power spectra of some frames after those of others. */
    @FunctionalInterface
    public interface BlockConsumer {
        /**
         * Takes some frames.
         *
         * @param firstFrame index of the first of them
         * @param frames     how many there are
         * @param power      |X|^2 as [bins][at least frames]; overwritten by the next ones, so copy what must last
         */
        void accept(int firstFrame, int frames, double[][] power);
    }

    /** Receives the spectra of some frames after those of others. */
    @FunctionalInterface
    interface SpectrumConsumer {
        /**
         * Takes some frames.
         *
         * @param firstFrame index of the first of them
         * @param frames     how many there are
         * @param spectrum   real and imaginary parts, {@code [bins][at least frames]}; overwritten by the next ones
         */
        void accept(int firstFrame, int frames, BatchedRealFft.Rows spectrum);
    }

    /** Number of frequency bins: fftSize / 2 + 1. */
    public int bins() {
        return fftSize / 2 + 1;
    }

    /** Number of frames of a signal with so many samples: 1 + samples / hopLength. */
    public int frames(int samples) {
        return 1 + samples / hopLength;
    }

    /** Hands the power spectra over in order, several at a time. The receiver must not ask this transform for others. */
    public void forEachBlock(float[] samples, BlockConsumer consumer) {
        int frames = frames(samples.length);
        int width = width(frames);
        for (int first = 0; first < frames; first += width) {
            int count = Math.min(width, frames - first);
            consumer.accept(first, count, power(samples, first, count));
        }
    }

    /**
     * Hands the spectra over in order, several at a time; for sizes that are powers of two, of at least 8. The receiver must
     * not ask this transform for others.
     */
    void forEachSpectrum(float[] samples, SpectrumConsumer consumer) {
        int frames = frames(samples.length);
        int width = width(frames);
        BatchedRealFft.Room room = rooms.get();
        for (int first = 0; first < frames; first += width) {
            int count = Math.min(width, frames - first);
            windowed.get().gather(samples, start(first), count, room.samples);
            consumer.accept(first, count, room.spectrum(count));
        }
    }

    /** Equal shares of all frames. */
    private int width(int frames) {
        int blocks = (frames + mostFrames - 1) / mostFrames;
        return (frames + blocks - 1) / blocks;
    }

    private long start(int frame) {
        return (long) frame * hopLength - fftSize / 2;
    }

    /** Hands the power spectra over in order. */
    public void forEachFrame(float[] samples, FrameConsumer consumer) {
        double[] spectrum = new double[bins()];
        forEachBlock(samples, (first, count, power) -> {
            for (int i = 0; i < count; i++) {
                for (int bin = 0; bin < spectrum.length; bin++) {
                    spectrum[bin] = power[bin][i];
                }
                consumer.accept(first + i, spectrum);
            }
        });
    }

    private double[][] power(float[] samples, int first, int frames) {
        if (oneByOne != null) {
            windowed.get().gather(samples, start(first), frames, rows.get());
            return powerOneByOne(rows.get(), frames);
        }
        BatchedRealFft.Room room = rooms.get();
        windowed.get().gather(samples, start(first), frames, room.samples);
        return room.power(frames);
    }

    /** For sizes that are no powers of two. */
    private double[][] powerOneByOne(double[][] rows, int frames) {
        double[] work = new double[fftSize];
        int half = fftSize / 2;
        for (int frame = 0; frame < frames; frame++) {
            for (int i = 0; i < fftSize; i++) {
                work[i] = rows[i][frame];
            }
            oneByOne.realForward(work);
            rows[0][frame] = work[0] * work[0];
            rows[half][frame] = work[1] * work[1];
            for (int bin = 1; bin < half; bin++) {
                rows[bin][frame] = work[2 * bin] * work[2 * bin] + work[2 * bin + 1] * work[2 * bin + 1];
            }
        }
        return Arrays.copyOf(rows, bins());
    }

    /** Power spectrogram |X|^2 as [bins][frames]. */
    public float[][] power(float[] samples) {
        float[][] spectrogram = new float[bins()][frames(samples.length)];
        forEachFrame(samples, (frame, power) -> {
            for (int bin = 0; bin < power.length; bin++) {
                spectrogram[bin][frame] = (float) power[bin];
            }
        });
        return spectrogram;
    }

    /** Magnitude spectrogram |X| as [bins][frames]. */
    public float[][] magnitude(float[] samples) {
        float[][] spectrogram = new float[bins()][frames(samples.length)];
        forEachFrame(samples, (frame, power) -> {
            for (int bin = 0; bin < power.length; bin++) {
                spectrogram[bin][frame] = (float) Math.sqrt(power[bin]);
            }
        });
        return spectrogram;
    }
}
