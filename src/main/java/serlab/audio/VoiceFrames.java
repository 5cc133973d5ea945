package serlab.audio;

import java.util.ArrayList;
import java.util.List;
import org.jtransforms.fft.DoubleFFT_1D;
import serlab.RecentlyUsed;

/**
 * Frames of a recording, measured by what sets a voice apart from other sounds: some 64 ms every 16 ms, of what lies between
 * {@value #LOWEST_HZ} and {@value #HIGHEST_HZ} Hz.
 *
 * <p>Source: of the autocorrelation divided by that of the window Boersma, "Accurate short-term analysis of the fundamental
 * frequency and the harmonics-to-noise ratio of a sampled sound", IFA Proceedings 17, 1993; of the compressed spectrum that
 * it is taken from Tolonen and Karjalainen, "A computationally efficient multipitch analysis model", IEEE Transactions on
 * Speech and Audio Processing 8(6), 2000.
 */
final class VoiceFrames {
    /** Recordings of higher rates are brought to this one. */
    private static final int RATE = 16_000;
    private static final double LOWEST_HZ = 150;
    private static final double HIGHEST_HZ = 4500;
    private static final double LOWEST_PITCH = 50;
    private static final double HIGHEST_PITCH = 500;
    /** Of a power spectrum: flattens it, so that a pitch is what many harmonics have in common. */
    private static final double COMPRESSION = 0.35;
    /** Of the highest peak: the first peak that is higher is the period, and not a multiple of it. */
    private static final double FIRST_PEAK = 0.9;
    /** Borders of the bands of a frame's shape, in Hz. */
    private static final double[] EDGES = {150, 300, 450, 650, 900, 1200, 1600, 2100, 2700, 3400, 4300};
    /** Of a frame's power: what a band has at least, so that an empty one says nothing. */
    private static final double BAND_FLOOR = 1e-5;
    private static final double NOTHING = 1e-20;

    private static final RecentlyUsed<Integer, VoiceFrames> RECENT = new RecentlyUsed<>(VoiceFrames::new);

    private final int size;
    private final int rate;
    private final double[] windowCorrelation;
    private final DoubleFFT_1D transform;
    private final int[] bandOfBin;

    private VoiceFrames(int rate) {
        this.rate = rate;
        this.size = Integer.highestOneBit(Math.max(64, (int) (0.08 * rate)));
        this.transform = Transforms.of(size);
        this.windowCorrelation = windowCorrelation();
        this.bandOfBin = new int[size / 2];
        for (int bin = 0; bin < bandOfBin.length; bin++) {
            double hz = bin * (double) rate / size;
            int band = -1;
            while (band + 1 < EDGES.length && hz >= EDGES[band + 1]) {
                band++;
            }
            bandOfBin[bin] = band < EDGES.length - 1 ? band : -1;
        }
    }

    /**
     * One frame.
     *
     * @param level       power in dB, the same reference for all frames
     * @param harmonicity height of the autocorrelation's peak, 0 to 1: how periodic it is
     * @param pitch       fundamental frequency in Hz; 0 where nothing is periodic
     * @param shape       level of each band in dB, less their mean
     */
    record Frame(double level, double harmonicity, double pitch, double[] shape) {
        /** Root mean square of the differences between the shapes of two frames, in dB. */
        double distance(Frame other) {
            double sum = 0;
            for (int band = 0; band < shape.length; band++) {
                sum += (shape[band] - other.shape[band]) * (shape[band] - other.shape[band]);
            }
            return Math.sqrt(sum / shape.length);
        }
    }

    /** The frames of a recording, in order. */
    static List<Frame> of(Waveform waveform) {
        Waveform sound = waveform.sampleRate() > RATE ? Resampler.resample(waveform, RATE) : waveform;
        VoiceFrames frames = RECENT.get(sound.sampleRate());
        List<Frame> all = new ArrayList<>();
        Stft.of(frames.size, frames.size / 4).forEachFrame(sound.samples(), (at, power) -> all.add(frames.frame(power)));
        return all;
    }

    private double[] windowCorrelation() {
        double[] correlation = new double[size];
        for (int lag = 0; lag < size; lag++) {
            for (int i = 0; i + lag < size; i++) {
                correlation[lag] += hann(i) * hann(i + lag);
            }
        }
        return correlation;
    }

    private double hann(int i) {
        return 0.5 - 0.5 * Math.cos(2 * Math.PI * i / size);
    }

    private Frame frame(double[] power) {
        double hz = rate / (double) size;
        int first = (int) Math.ceil(LOWEST_HZ / hz);
        int last = (int) Math.min(size / 2.0 - 1, Math.floor(HIGHEST_HZ / hz));
        double level = 0;
        double[] compressed = new double[size];
        double[] shape = new double[EDGES.length - 1];
        for (int bin = first; bin <= last; bin++) {
            level += power[bin];
            compressed[2 * bin] = Math.pow(power[bin], COMPRESSION);
            if (bandOfBin[bin] >= 0) {
                shape[bandOfBin[bin]] += power[bin];
            }
        }
        double mean = 0;
        for (int band = 0; band < shape.length; band++) {
            shape[band] = 10 * Math.log10(shape[band] + BAND_FLOOR * level + NOTHING);
            mean += shape[band] / shape.length;
        }
        for (int band = 0; band < shape.length; band++) {
            shape[band] -= mean;
        }
        double decibels = 10 * Math.log10(4 * level / size / size + NOTHING);
        transform.realInverse(compressed, false);
        return periodic(decibels, compressed, shape);
    }

    /** @param correlation of the frame with itself, by lag */
    private Frame periodic(double level, double[] correlation, double[] shape) {
        int shortest = Math.max(1, (int) Math.floor(rate / HIGHEST_PITCH));
        int longest = Math.min(size / 2 - 2, (int) Math.ceil(rate / LOWEST_PITCH));
        double whole = correlation[0] / windowCorrelation[0];
        if (!(whole > 0)) {
            return new Frame(level, 0, 0, shape);
        }
        double[] r = new double[longest + 2];
        for (int lag = 0; lag < r.length; lag++) {
            r[lag] = correlation[lag] / windowCorrelation[lag] / whole;
        }
        double highest = 0;
        for (int lag = shortest; lag <= longest; lag++) {
            highest = peak(r, lag) ? Math.max(highest, r[lag]) : highest;
        }
        for (int lag = shortest; lag <= longest && highest > 0; lag++) {
            if (peak(r, lag) && r[lag] > FIRST_PEAK * highest) {
                double shift = (r[lag - 1] - r[lag + 1]) / (2 * (r[lag - 1] - 2 * r[lag] + r[lag + 1]));
                return new Frame(level, r[lag], rate / (lag + shift), shape);
            }
        }
        return new Frame(level, 0, 0, shape);
    }

    private static boolean peak(double[] r, int lag) {
        return r[lag] > r[lag - 1] && r[lag] >= r[lag + 1];
    }
}
