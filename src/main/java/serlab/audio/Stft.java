package serlab.audio;

import org.jtransforms.fft.DoubleFFT_1D;
import org.jtransforms.utils.CommonUtils;
import serlab.InvalidInputException;
import serlab.RecentlyUsed;

/**
 * Short-time Fourier transform of a signal.
 *
 * <p>In: samples, any length. Out: [fftSize / 2 + 1, 1 + samples / hopLength] of |X|^2 or |X|, unscaled; bin k lies at
 * k * sampleRate / fftSize Hz and frame t is centred on sample t * hopLength. The window is a periodic Hann window as
 * long as the transform; the signal is taken to be zero beyond its ends. Instances are immutable and may be shared
 * between threads.
 *
 * <p>Source: {@code librosa.stft(y, n_fft, hop_length, center=True, pad_mode="constant")} of librosa 0.11. Difference:
 * computed in double precision.
 */
public final class Stft {
    static {
        // frames are spread over threads by the callers; a single transform stays on its own
        CommonUtils.setThreadsBeginN_1D_FFT_2Threads(1L << 30);
        CommonUtils.setThreadsBeginN_1D_FFT_4Threads(1L << 30);
    }

    private static final RecentlyUsed<Frames, Stft> RECENT =
            new RecentlyUsed<>(frames -> new Stft(frames.fftSize(), frames.hopLength()));

    private final int fftSize;
    private final int hopLength;
    private final double[] window;
    private final DoubleFFT_1D transform;

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
        this.transform = new DoubleFFT_1D(fftSize);
        this.window = new double[fftSize];
        for (int i = 0; i < fftSize; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / fftSize);
        }
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

    /** Length of window and transform in samples. */
    public int fftSize() {
        return fftSize;
    }

    /** Distance between frames in samples. */
    public int hopLength() {
        return hopLength;
    }

    /** Number of frequency bins: fftSize / 2 + 1. */
    public int bins() {
        return fftSize / 2 + 1;
    }

    /** Number of frames of a signal with so many samples: 1 + samples / hopLength. */
    public int frames(int samples) {
        return 1 + samples / hopLength;
    }

    /** Hands the power spectra over in order, without allocating per frame. */
    public void forEachFrame(float[] samples, FrameConsumer consumer) {
        double[] work = new double[fftSize];
        double[] power = new double[bins()];
        int frames = frames(samples.length);
        for (int frame = 0; frame < frames; frame++) {
            powerFrame(samples, frame, work, power);
            consumer.accept(frame, power);
        }
    }

    /**
     * Power spectrum of one frame.
     *
     * @param samples the whole signal
     * @param frame   index of the frame, from 0
     * @param work    scratch of fftSize values, one per thread
     * @param power   receives |X|^2 for each of the {@link #bins()}
     */
    public void powerFrame(float[] samples, int frame, double[] work, double[] power) {
        int start = (int) ((long) frame * hopLength - fftSize / 2);
        int from = Math.max(0, -start);
        int to = Math.min(fftSize, samples.length - start);
        for (int i = 0; i < Math.min(from, fftSize); i++) {
            work[i] = 0;
        }
        for (int i = from; i < to; i++) {
            work[i] = window[i] * samples[start + i];
        }
        for (int i = Math.max(from, to); i < fftSize; i++) {
            work[i] = 0;
        }
        transform.realForward(work);
        int half = fftSize / 2;
        power[0] = work[0] * work[0];
        power[half] = work[1] * work[1];
        for (int bin = 1; bin < half; bin++) {
            double real = work[2 * bin];
            double imaginary = work[2 * bin + 1];
            power[bin] = real * real + imaginary * imaginary;
        }
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
