package serlab.audio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
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
    private static final RootTable COMPRESSED = new RootTable(COMPRESSION);
    /** Pairs of frames that are transformed at once. */
    private static final int MOST_PAIRS = 64;

    private static final RecentlyUsed<Integer, VoiceFrames> RECENT = new RecentlyUsed<>(VoiceFrames::new);

    private final int size;
    private final int rate;
    private final double[] windowCorrelation;
    private final BlockFft transform;
    private final ThreadLocal<BlockFft.Room> rooms;
    private final int[] bandOfBin;
    /** Of what lies between the frequencies that are listened to. */
    private final int firstBin;
    private final int lastBin;
    /** Periods that are sought, in samples. */
    private final int shortest;
    private final int longest;

    private VoiceFrames(int rate) {
        this.rate = rate;
        this.size = Integer.highestOneBit(Math.max(64, (int) (0.08 * rate)));
        this.transform = new BlockFft(size);
        this.rooms = ThreadLocal.withInitial(() -> new BlockFft.Room(size, MOST_PAIRS));
        this.shortest = Math.max(1, (int) Math.floor(rate / HIGHEST_PITCH));
        this.longest = Math.min(size / 2 - 2, (int) Math.ceil(rate / LOWEST_PITCH));
        this.windowCorrelation = windowCorrelation();
        double binHz = rate / (double) size;
        this.firstBin = (int) Math.ceil(LOWEST_HZ / binHz);
        this.lastBin = (int) Math.min(size / 2.0 - 1, Math.floor(HIGHEST_HZ / binHz));
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

    /**
     * The frames of a recording, in order. Those that are not above a level are taken to have no pitch, and none is sought.
     *
     * @param least that level in dB, from the level of the loudest frame
     */
    static List<Frame> of(Waveform waveform, DoubleUnaryOperator least) {
        Waveform sound = waveform.sampleRate() > RATE ? Resampler.resample(waveform, RATE) : waveform;
        return RECENT.get(sound.sampleRate()).frames(sound.samples(), least);
    }

    private List<Frame> frames(float[] samples, DoubleUnaryOperator least) {
        Stft stft = Stft.of(size, size / 4);
        double[][] powers = new double[stft.frames(samples.length)][Math.max(0, lastBin - firstBin + 1)];
        stft.forEachBlock(samples, (first, count, power) -> {
            for (int i = 0; i < count; i++) {
                for (int bin = firstBin; bin <= lastBin; bin++) {
                    powers[first + i][bin - firstBin] = power[bin][i];
                }
            }
        });
        List<Frame> frames = new ArrayList<>(powers.length);
        for (double[] power : powers) {
            frames.add(new Frame(level(power), 0, 0, shape(power)));
        }
        double above = least.applyAsDouble(frames.stream().mapToDouble(Frame::level).max().orElse(Double.NEGATIVE_INFINITY));
        int[] loud = IntStream.range(0, powers.length).filter(i -> frames.get(i).level() > above).toArray();
        for (int from = 0; from < loud.length; from += 2 * MOST_PAIRS) {
            int[] some = Arrays.copyOfRange(loud, from, Math.min(loud.length, from + 2 * MOST_PAIRS));
            float[][] correlations = correlations(powers, some);
            for (int i = 0; i < some.length; i++) {
                frames.set(some[i], periodic(frames.get(some[i]), correlations[i]));
            }
        }
        return frames;
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

    private double level(double[] power) {
        double sum = 0;
        for (double value : power) {
            sum += value;
        }
        return 10 * Math.log10(4 * sum / size / size + NOTHING);
    }

    private double[] shape(double[] power) {
        double[] shape = new double[EDGES.length - 1];
        double all = 0;
        for (int i = 0; i < power.length; i++) {
            all += power[i];
            if (bandOfBin[firstBin + i] >= 0) {
                shape[bandOfBin[firstBin + i]] += power[i];
            }
        }
        double mean = 0;
        for (int band = 0; band < shape.length; band++) {
            shape[band] = 10 * Math.log10(shape[band] + BAND_FLOOR * all + NOTHING);
            mean += shape[band] / shape.length;
        }
        for (int band = 0; band < shape.length; band++) {
            shape[band] -= mean;
        }
        return shape;
    }

    /** Of some frames with themselves, by lag: two go through one transform, whose real and imaginary parts they are. */
    private float[][] correlations(double[][] powers, int[] frames) {
        int pairs = (frames.length + 1) / 2;
        float[] spectra = new float[2 * pairs * size];
        for (int i = 0; i < frames.length; i++) {
            double[] power = powers[frames[i]];
            for (int k = 0; k < power.length; k++) {
                float compressed = (float) COMPRESSED.of(power[k]);
                spectra[i * size + firstBin + k] = compressed;
                spectra[(i + 1) * size - firstBin - k] = compressed;
            }
        }
        BatchedFft.Rows rows = transform.forward(spectra, 0, size, 2 * size, pairs, rooms.get());
        float[][] correlations = new float[frames.length][longest + 2];
        for (int lag = 0; lag < longest + 2; lag++) {
            int first = lag % 4 * pairs;
            for (int i = 0; i < frames.length; i++) {
                correlations[i][lag] = (i % 2 == 0 ? rows.real() : rows.imaginary())[lag / 4][first + i / 2];
            }
        }
        return correlations;
    }

    private Frame periodic(Frame frame, float[] correlation) {
        double whole = correlation[0] / windowCorrelation[0];
        if (!(whole > 0)) {
            return frame;
        }
        double[] r = new double[correlation.length];
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
                return new Frame(frame.level(), r[lag], rate / (lag + shift), frame.shape());
            }
        }
        return frame;
    }

    private static boolean peak(double[] r, int lag) {
        return r[lag] > r[lag - 1] && r[lag] >= r[lag + 1];
    }
}
