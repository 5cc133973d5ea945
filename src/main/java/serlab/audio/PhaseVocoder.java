package serlab.audio;

import org.jtransforms.fft.DoubleFFT_1D;
import serlab.InvalidInputException;

/**
 * Phase vocoder: another tempo of a signal at the same pitch: the spectrogram is read at another pace, and the phase of
 * every bin goes on as its frequency asks.
 *
 * <p>In: samples, any length. Out: {@code round(n / rate)} samples. Hann window of 2048 samples, hop 512. Instances are
 * immutable and may be shared between threads.
 *
 * <p>Source: {@code librosa.effects.time_stretch} of librosa 0.11, that is {@code stft}, {@code phase_vocoder} and
 * {@code istft}; D. Ellis, "A phase vocoder in Matlab", 2002. Difference: computed in double precision.
 */
public final class PhaseVocoder {
    private static final int SIZE = 2048;
    private static final int HOP = 512;
    private static final int BINS = SIZE / 2 + 1;

    private final double rate;
    private final double[] window = new double[SIZE];
    private final DoubleFFT_1D transform = new DoubleFFT_1D(SIZE);

    /**
     * @param rate tempo: 2 for twice as fast and half as long
     * @throws InvalidInputException unless 0.1 ≤ rate ≤ 10
     */
    public PhaseVocoder(double rate) {
        if (!(rate >= 0.1 && rate <= 10)) {
            throw new InvalidInputException("tempo factor " + rate + " is not between 0.1 and 10");
        }
        this.rate = rate;
        for (int i = 0; i < SIZE; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / SIZE);
        }
    }

    /** The signal at the new tempo. */
    public float[] stretch(float[] samples) {
        int length = (int) Math.rint(samples.length / rate);
        Frame[] frames = frames(samples);
        int steps = (int) Math.ceil(frames.length / rate);
        Overlap overlap = new Overlap(steps);
        Frame phase = frames[0].copy();
        Frame silent = new Frame(new double[SIZE]);
        double[] spectrum = new double[SIZE];
        for (int step = 0; step < steps; step++) {
            double position = step * rate;
            int at = (int) position;
            Frame left = at < frames.length ? frames[at] : silent;
            Frame right = at + 1 < frames.length ? frames[at + 1] : silent;
            between(left, right, position - at, phase, spectrum);
            overlap.add(step, spectrum);
            advance(left, right, phase);
        }
        return overlap.signal(length);
    }

    /** Frame t is centered on sample t * HOP. */
    private Frame[] frames(float[] samples) {
        Frame[] frames = new Frame[1 + samples.length / HOP];
        for (int t = 0; t < frames.length; t++) {
            double[] frame = new double[SIZE];
            int start = t * HOP - SIZE / 2;
            for (int i = Math.max(0, -start); i < SIZE && start + i < samples.length; i++) {
                frame[i] = samples[start + i] * window[i];
            }
            transform.realForward(frame);
            frames[t] = new Frame(frame);
        }
        return frames;
    }

    /** Magnitude between two frames, with the running phase, in the packed order of JTransforms. */
    private static void between(Frame left, Frame right, double share, Frame phase, double[] spectrum) {
        for (int bin = 0; bin < BINS - 1; bin++) {
            double magnitude = (1 - share) * left.magnitude[bin] + share * right.magnitude[bin];
            spectrum[2 * bin] = magnitude * phase.cosine[bin];
            spectrum[2 * bin + 1] = magnitude * phase.sine[bin];
        }
        int last = BINS - 1;
        spectrum[1] = ((1 - share) * left.magnitude[last] + share * right.magnitude[last]) * phase.cosine[last];
    }

    /**
     * Turns the running phase by the angle between two frames. Source: the phase advance that {@code phase_vocoder} adds
     * and takes away is a whole number of turns, so the product of unit vectors is the same.
     */
    private static void advance(Frame left, Frame right, Frame phase) {
        for (int bin = 0; bin < BINS; bin++) {
            double cosine = right.cosine[bin] * left.cosine[bin] + right.sine[bin] * left.sine[bin];
            double sine = right.sine[bin] * left.cosine[bin] - right.cosine[bin] * left.sine[bin];
            double real = phase.cosine[bin] * cosine - phase.sine[bin] * sine;
            double imaginary = phase.cosine[bin] * sine + phase.sine[bin] * cosine;
            double length = Math.sqrt(real * real + imaginary * imaginary);
            phase.cosine[bin] = real / length;
            phase.sine[bin] = imaginary / length;
        }
    }

    /** A spectrum as magnitudes and unit vectors; the vector of 0 is (1, 0). */
    private static final class Frame {
        final double[] magnitude = new double[BINS];
        final double[] cosine = new double[BINS];
        final double[] sine = new double[BINS];

        /** @param packed a real transform in the order of JTransforms */
        Frame(double[] packed) {
            for (int bin = 0; bin < BINS; bin++) {
                double real = bin == BINS - 1 ? packed[1] : packed[2 * bin];
                double imaginary = bin == 0 || bin == BINS - 1 ? 0 : packed[2 * bin + 1];
                magnitude[bin] = Math.sqrt(real * real + imaginary * imaginary);
                cosine[bin] = magnitude[bin] > 0 ? real / magnitude[bin] : 1;
                sine[bin] = magnitude[bin] > 0 ? imaginary / magnitude[bin] : 0;
            }
        }

        private Frame(Frame other) {
            System.arraycopy(other.magnitude, 0, magnitude, 0, BINS);
            System.arraycopy(other.cosine, 0, cosine, 0, BINS);
            System.arraycopy(other.sine, 0, sine, 0, BINS);
        }

        Frame copy() {
            return new Frame(this);
        }
    }

    /** Adds windowed frames up to a signal, and undoes the windows. */
    private final class Overlap {
        private final double[] sum;
        private final double[] weight;

        Overlap(int frames) {
            sum = new double[SIZE + HOP * (frames - 1)];
            weight = new double[sum.length];
        }

        void add(int step, double[] spectrum) {
            transform.realInverse(spectrum, true);
            for (int i = 0; i < SIZE; i++) {
                sum[step * HOP + i] += spectrum[i] * window[i];
                weight[step * HOP + i] += window[i] * window[i];
            }
        }

        float[] signal(int length) {
            float[] samples = new float[length];
            for (int i = 0; i < length && i + SIZE / 2 < sum.length; i++) {
                double under = weight[i + SIZE / 2];
                samples[i] = (float) (under > Float.MIN_NORMAL ? sum[i + SIZE / 2] / under : sum[i + SIZE / 2]);
            }
            return samples;
        }
    }
}
