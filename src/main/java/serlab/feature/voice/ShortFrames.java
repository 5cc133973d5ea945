package serlab.feature.voice;

import java.util.Arrays;
import serlab.audio.RealFft;

/**
 * Loudness and shape of the spectrum of frames of 20 ms under a Hamming window:
 * <ul>
 * <li>loudness: power in 26 triangles of equal width on the HTK mel scale from 20 to 8000 Hz, times the equal-loudness curve of
 * Hermansky (1990, perceptual linear prediction), which here falls with the seventh power above 4.6 kHz; each to the power 0.33,
 * summed; no unit
 * <li>alpha ratio: 10 log10 of the power in 1–5 kHz over that below 1 kHz, dB
 * <li>Hammarberg index: 10 log10 of the strongest bin below 2 kHz over the strongest in 2–5 kHz, dB
 * <li>slopes of the line through the spectrum in dB in 0–500 and in 500–1500 Hz, dB per Hz
 * <li>flux: root of the mean squared change of the magnitudes below 5 kHz since the frame before
 * <li>MFCC 1–4: natural logarithm of the same bands at 16-bit scale, at least 1; DCT of type 2 times sqrt(2 / 26), lifter 22
 * </ul>
 * Source: Eyben et al., "The Geneva Minimalistic Acoustic Parameter Set (GeMAPS)", IEEE Transactions on Affective Computing, 2016;
 * numbers of openSMILE 2.6.0 at 16 kHz, observed. Computes one recording at a time.
 */
final class ShortFrames {
    static final int LOUDNESS = 0;
    static final int ALPHA = 1;
    static final int HAMMARBERG = 2;
    static final int SLOPE_LOW = 3;
    static final int SLOPE_HIGH = 4;
    static final int FLUX = 5;
    static final int MFCC = 6;
    static final int COUNT = 10;

    private static final int BANDS = 26;
    private static final double LOWEST_HZ = 20;
    private static final double HIGHEST_HZ = 8000;
    /** One step of 16 bits, squared. */
    private static final double LEAST_POWER = 1.0 / (1L << 30);
    private static final double LEAST_DB_POWER = 1e-14;
    private static final double LOUDNESS_SCALE = 3.032352857e-4;

    private final VoiceGrid grid;
    private final VoiceLike like;
    private final RealFft fft;
    private final double[] window;
    private final double binHz;
    private final double[][] weights = new double[BANDS][];
    private final int[] firstBin = new int[BANDS];
    private final double[] equalLoudness = new double[BANDS];
    private final double[][] cosines = new double[4][BANDS];

    ShortFrames(VoiceGrid grid, VoiceLike like) {
        this.grid = grid;
        this.like = like;
        this.window = VoiceGrid.hamming(grid.shortLength());
        this.fft = new RealFft(VoiceGrid.fftSize(grid.shortLength()));
        this.binHz = (double) grid.sampleRate() / fft.size();
        double from = mel(LOWEST_HZ);
        double step = (mel(Math.min(HIGHEST_HZ, grid.sampleRate() / 2.0)) - from) / (BANDS + 1);
        for (int band = 0; band < BANDS; band++) {
            triangle(band, from + band * step, step);
            equalLoudness[band] = LOUDNESS_SCALE * equalLoudness(700 * Math.expm1((from + (band + 1) * step) / 1127));
            for (int c = 1; c <= 4; c++) {
                cosines[c - 1][band] = Math.sqrt(2.0 / BANDS) * Math.cos(Math.PI * c * (band + 0.5) / BANDS)
                        * (1 + 11 * Math.sin(Math.PI * c / 22));
            }
        }
    }

    private static double mel(double hz) {
        return 1127 * Math.log1p(hz / 700);
    }

    /** The bin nearest to the lower edge of all bands is in none. */
    private void triangle(int band, double left, double step) {
        int first = (int) Math.round(LOWEST_HZ / binHz) + 1;
        while (first < fft.size() / 2 && mel(first * binHz) <= left) {
            first++;
        }
        int end = first;
        while (end <= fft.size() / 2 && mel(end * binHz) < left + 2 * step) {
            end++;
        }
        firstBin[band] = first;
        weights[band] = new double[end - first];
        for (int bin = first; bin < end; bin++) {
            double at = (mel(bin * binHz) - left) / step;
            weights[band][bin - first] = Math.min(at, 2 - at);
        }
    }

    private static double equalLoudness(double hz) {
        double square = Math.pow(2 * Math.PI * hz, 2);
        return (square + 56.8e6) * square * square / (Math.pow(square + 6.3e6, 2) * (square + 0.38e9))
                / (1 + Math.pow(hz / 4605.88, 7));
    }

    /** Receives the spectrum of one frame after another, as {@link RealFft#forward} leaves it; it may overwrite it. */
    interface SpectrumConsumer {
        void accept(int frame, double[] spectrum);
    }

    /**
     * The descriptors, without smoothing. Of digital silence, ratios and slopes of {@link VoiceLike#TRUTH} are NaN.
     *
     * @param then  receives each frame's spectrum afterwards
     * @return {@code [COUNT][short frames]}
     */
    double[][] of(double[] samples, SpectrumConsumer then) {
        int frames = grid.shortFrames(samples.length);
        double[][] result = new double[COUNT][frames];
        double[] spectrum = new double[fft.size()];
        double[] power = new double[fft.size() / 2 + 1];
        double[] magnitudes = new double[power.length];
        double[] before = new double[power.length];
        for (int t = 0; t < frames; t++) {
            Arrays.fill(spectrum, window.length, spectrum.length, 0);
            for (int i = 0; i < window.length; i++) {
                spectrum[i] = samples[t * grid.hop() + i] * window[i];
            }
            fft.forward(spectrum);
            fft.magnitudes(spectrum, magnitudes);
            for (int bin = 0; bin < power.length; bin++) {
                power[bin] = magnitudes[bin] * magnitudes[bin];
            }
            bands(power, result, t);
            shape(power, result, t);
            result[FLUX][t] = t == 0 ? 0 : flux(before, magnitudes);
            System.arraycopy(magnitudes, 0, before, 0, before.length);
            then.accept(t, spectrum);
        }
        return result;
    }

    private void bands(double[] power, double[][] result, int t) {
        for (int band = 0; band < BANDS; band++) {
            double sum = 0;
            double[] weight = weights[band];
            for (int i = 0; i < weight.length; i++) {
                sum += weight[i] * power[firstBin[band] + i];
            }
            double bounded = Math.max(sum, LEAST_POWER);
            result[LOUDNESS][t] += Math.pow(bounded * equalLoudness[band], 0.33);
            double log = Math.log(bounded / LEAST_POWER);
            for (int c = 0; c < 4; c++) {
                result[MFCC + c][t] += cosines[c][band] * log;
            }
        }
    }

    private int bin(double hz) {
        return Math.min(fft.size() / 2, (int) Math.round(hz / binHz));
    }

    private void shape(double[] power, double[][] result, int t) {
        int oneKilohertz = (int) Math.ceil(1000 / binHz);
        int twoKilohertz = (int) Math.ceil(2000 / binHz);
        int fiveKilohertz = Math.min(fft.size() / 2, (int) (5000 / binHz));
        double low = 0;
        double high = 0;
        double lowPeak = 0;
        double highPeak = 0;
        for (int bin = 0; bin <= fiveKilohertz; bin++) {
            if (bin < oneKilohertz) {
                low += power[bin];
            } else {
                high += power[bin];
            }
            if (bin < twoKilohertz) {
                lowPeak = Math.max(lowPeak, power[bin]);
            } else {
                highPeak = Math.max(highPeak, power[bin]);
            }
        }
        result[ALPHA][t] = decibels(high, low);
        result[HAMMARBERG][t] = decibels(lowPeak, highPeak);
        result[SLOPE_LOW][t] = slope(power, 0, bin(500));
        result[SLOPE_HIGH][t] = slope(power, bin(500), bin(1500));
        if (like == VoiceLike.TRUTH && lowPeak == 0 && highPeak == 0) {
            for (int descriptor = ALPHA; descriptor <= SLOPE_HIGH; descriptor++) {
                result[descriptor][t] = Double.NaN;
            }
        }
    }

    /** 0 of two nothings. */
    private static double decibels(double over, double under) {
        return 10 * Math.log10(Math.max(over, LEAST_DB_POWER) / Math.max(under, LEAST_DB_POWER));
    }

    /** Least squares; openSMILE counts one point less than it sums, so that its slopes depend on the level. */
    private double slope(double[] power, int first, int last) {
        double n = last - first + (like == VoiceLike.OPENSMILE ? 0 : 1);
        double x = 0;
        double xx = 0;
        double y = 0;
        double xy = 0;
        for (int bin = first; bin <= last; bin++) {
            double hz = bin * binHz;
            double level = 10 * Math.log10(Math.max(power[bin], LEAST_DB_POWER));
            x += hz;
            xx += hz * hz;
            y += level;
            xy += hz * level;
        }
        return (n * xy - x * y) / (n * xx - x * x);
    }

    private double flux(double[] before, double[] now) {
        int end = bin(5000);
        double sum = 0;
        for (int bin = 0; bin < end; bin++) {
            double change = now[bin] - before[bin];
            sum += change * change;
        }
        return Math.sqrt(sum / end);
    }
}
