package serlab.feature.dsp;

import java.util.Arrays;
import serlab.InvalidInputException;
import serlab.RecentlyUsed;

/**
 * Triangular filters that sum a power spectrum into mel bands.
 *
 * <p>Source: {@code librosa.filters.mel} 0.11, Slaney's Auditory Toolbox scale (linear below 1 kHz, logarithmic above)
 * and area normalization. Difference: a bank with a band that covers no frequency bin is refused, not warned of.
 */
public final class MelFilterBank {
    private static final double HZ_PER_MEL = 200.0 / 3;
    private static final double LOG_START_HZ = 1000;
    private static final double LOG_START_MEL = LOG_START_HZ / HZ_PER_MEL;
    private static final double LOG_STEP = Math.log(6.4) / 27;

    private static final RecentlyUsed<Shape, MelFilterBank> RECENT = new RecentlyUsed<>(shape -> new MelFilterBank(
            shape.sampleRate(), shape.fftSize(), shape.bands(), shape.fMinHz(), shape.fMaxHz()));

    private final int bins;
    private final int[] firstBin;
    private final float[][] weights;

    private record Shape(int sampleRate, int fftSize, int bands, double fMinHz, double fMaxHz) {
    }

    /** A shared bank, built once; for arguments see the constructor. */
    public static MelFilterBank of(int sampleRate, int fftSize, int bands, double fMinHz, double fMaxHz) {
        return RECENT.get(new Shape(sampleRate, fftSize, bands, fMinHz, fMaxHz));
    }

    /**
     * @param sampleRate sampling rate in Hz
     * @param fftSize    length of the Fourier transform in samples
     * @param bands      number of filters
     * @param fMinHz     lower edge of the first filter, at least 0
     * @param fMaxHz     upper edge of the last filter, above {@code fMinHz}, at most half the sampling rate
     * @throws InvalidInputException if the edges are out of range or a band would cover no frequency bin
     */
    public MelFilterBank(int sampleRate, int fftSize, int bands, double fMinHz, double fMaxHz) {
        if (!(fMinHz >= 0 && fMinHz < fMaxHz && fMaxHz <= sampleRate / 2.0)) {
            throw new InvalidInputException("mel bands from fMinHz " + fMinHz + " to fMaxHz " + fMaxHz
                    + ": expected 0 <= fMinHz < fMaxHz <= " + sampleRate / 2.0 + " (half the sampling rate)");
        }
        bins = fftSize / 2 + 1;
        firstBin = new int[bands];
        weights = new float[bands][];
        double[] edges = edgesHz(bands, fMinHz, fMaxHz);
        for (int band = 0; band < bands; band++) {
            fill(band, edges, sampleRate / (double) fftSize);
            if (weights[band].length == 0) {
                throw new InvalidInputException("mel band " + band + " of " + bands + " covers no frequency bin of an FFT"
                        + " of " + fftSize + " samples at " + sampleRate + " Hz; take fewer bands or a larger fftSize");
            }
        }
    }

    private void fill(int band, double[] edges, double binHz) {
        double low = edges[band];
        double center = edges[band + 1];
        double high = edges[band + 2];
        float[] row = new float[bins];
        int first = bins;
        int last = -1;
        for (int bin = 0; bin < bins; bin++) {
            double hz = bin * binHz;
            double height = Math.min((hz - low) / (center - low), (high - hz) / (high - center));
            if (height > 0) {
                row[bin] = (float) (height * 2 / (high - low));
                first = Math.min(first, bin);
                last = bin;
            }
        }
        firstBin[band] = Math.min(first, last + 1);
        weights[band] = last < 0 ? new float[0] : Arrays.copyOfRange(row, first, last + 1);
    }

    private static double[] edgesHz(int bands, double fMinHz, double fMaxHz) {
        double low = melOf(fMinHz);
        double step = (melOf(fMaxHz) - low) / (bands + 1);
        double[] edges = new double[bands + 2];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = hzOf(low + i * step);
        }
        return edges;
    }

    /** Mel value of a frequency on Slaney's scale. */
    public static double melOf(double hz) {
        return hz < LOG_START_HZ ? hz / HZ_PER_MEL : LOG_START_MEL + Math.log(hz / LOG_START_HZ) / LOG_STEP;
    }

    /** Frequency in Hz of a value on Slaney's mel scale. */
    public static double hzOf(double mel) {
        return mel < LOG_START_MEL ? mel * HZ_PER_MEL : LOG_START_HZ * Math.exp(LOG_STEP * (mel - LOG_START_MEL));
    }

    /** Number of filters. */
    public int bands() {
        return weights.length;
    }

    /** Number of frequency bins that {@link #apply} takes: half the transform's length and one. */
    public int bins() {
        return bins;
    }

    /** Weight of a frequency bin in a band, per Hz. */
    public float weight(int band, int bin) {
        int at = bin - firstBin[band];
        return at >= 0 && at < weights[band].length ? weights[band][at] : 0;
    }

    /**
     * Energy of several frames in one band.
     *
     * @param power  power spectra of the frames, {@code [bins()][frames]}
     * @param energy receives them, {@code [frames]}, overwritten
     */
    public void apply(int band, double[][] power, double[] energy) {
        Arrays.fill(energy, 0);
        for (int i = 0; i < weights[band].length; i++) {
            add(weights[band][i], power[firstBin[band] + i], energy);
        }
    }

    private static void add(double weight, double[] power, double[] energy) {
        for (int frame = 0; frame < energy.length; frame++) {
            energy[frame] += weight * power[frame];
        }
    }
}
