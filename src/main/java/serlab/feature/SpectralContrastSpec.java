package serlab.feature;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.feature.dsp.Decibels;
import serlab.feature.dsp.FrameSettings;
import serlab.feature.dsp.MelSettings;
import serlab.feature.dsp.Reference;
import serlab.feature.dsp.SignalAnalysis;
import serlab.feature.dsp.Spectrum;

/**
 * Spectral contrast in dB, {@code [octaves + 1][frames]}, lowest first: in each band, one below {@code fMinHz} and one per
 * octave above, the mean of the largest magnitudes over the mean of the smallest; not defined where a frame is silent.
 *
 * <p>Source: Jiang et al., "Music type classification by spectral contrast feature", ICME 2002, as
 * {@code librosa.feature.spectral_contrast} 0.11 computes it.
 *
 * @param frame  how the recording is cut into frames
 * @param fMinHz   upper edge of the lowest band, above 0
 * @param octaves  number of octaves above it, 1 to 12; the last one begins below half the sampling rate
 * @param quantile part of a band's bins that count as largest and as smallest, between 0 and 1
 * @param length columns of {@link #extract}
 * @param undefined what a frame holds that is silent
 */
public record SpectralContrastSpec(FrameSettings frame, double fMinHz, int octaves, double quantile, FixedLength length, Undefined undefined)
        implements PartialFeature {
    /** The name in experiment files. */
    public static final String TYPE = "spectral-contrast";
    private static final double TOP_DB = 80;

    public SpectralContrastSpec {
        MelSettings.within("octaves", octaves, 1, 12);
        if (!(quantile > 0 && quantile < 1)) {
            throw new InvalidInputException("quantile " + quantile + ": expected between 0 and 1, for example 0.02");
        }
        double last = fMinHz * Math.pow(2, octaves - 1);
        if (!(fMinHz > 0 && last < frame.sampleRate() / 2.0)) {
            throw new InvalidInputException("fMinHz " + fMinHz + " and octaves " + octaves + ": the last octave begins at "
                    + last + " Hz; expected above 0 and below " + frame.sampleRate() / 2.0 + " (half of sampleRate)");
        }
        for (int band = 0; band <= octaves; band++) {
            int[] bins = range(frame, fMinHz, octaves, quantile, band);
            if (bins[1] <= bins[0]) {
                throw new InvalidInputException("fMinHz " + fMinHz + ": band " + band + " covers no frequency bin of frames "
                        + "of " + frame.frameLength() + " samples; take a larger fftSize or fMinHz");
            }
        }
    }

    /** librosa's defaults at 22050 Hz, 174 frames. */
    public static SpectralContrastSpec defaults() {
        return new SpectralContrastSpec(FrameSettings.defaults(), 200, 6, 0.02, FixedLength.defaults(),
                Undefined.MISSING);
    }

    static FeatureSpec read(Settings settings) {
        return new SpectralContrastSpec(FrameSettings.read(settings, FrameSettings.FFT_SIZE), settings.number("fMinHz", 200, 0, 96_000),
                settings.integer("octaves", 6, 1, 12), settings.number("quantile", 0.02, 0, 1), FixedLength.read(settings),
                settings.choice(Undefined.KEY, Undefined.MISSING));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public int bands() {
        return octaves + 1;
    }

    @Override
    public Map<String, Object> ownSettings() {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("fMinHz", fMinHz);
        own.put("octaves", octaves);
        own.put("quantile", quantile);
        return own;
    }

    @Override
    public float[][] full(SignalAnalysis analysis) {
        int frames = analysis.frames(frame);
        double[][] peaks = new double[bands()][frames];
        double[][] valleys = new double[bands()][frames];
        int[][] bins = new int[bands()][];
        Arrays.setAll(bins, band -> range(frame, fMinHz, octaves, quantile, band));
        BitSet silent = new BitSet(frames);
        analysis.forEachFrame(frame, (t, power) -> {
            silent.set(t, Spectrum.silent(power));
            for (int band = 0; band < bins.length; band++) {
                double[] sorted = Arrays.copyOfRange(power, bins[band][0], bins[band][1]);
                Arrays.sort(sorted);
                int count = Math.min(sorted.length, bins[band][2]);
                valleys[band][t] = meanMagnitude(sorted, 0, count);
                peaks[band][t] = meanMagnitude(sorted, sorted.length - count, sorted.length);
            }
        });
        float[][] contrast = difference(decibels(peaks), decibels(valleys));
        for (float[] band : contrast) {
            silent.stream().forEach(t -> band[t] = undefined.value(band[t]));
        }
        return contrast;
    }

    private static double[][] decibels(double[][] magnitude) {
        return Decibels.limited(Decibels.of(magnitude), Reference.ONE, TOP_DB);
    }

    /** First bin and end bin of a band, and how many bins count as largest and as smallest ones. */
    private static int[] range(FrameSettings frame, double fMinHz, int octaves, double quantile, int band) {
        double low = band == 0 ? 0 : fMinHz * Math.pow(2, band - 1);
        double high = fMinHz * Math.pow(2, band);
        int from = 0;
        while (frame.binHz(from) < low) {
            from++;
        }
        int end = from;
        while (end < frame.bins() && frame.binHz(end) <= high) {
            end++;
        }
        if (end == from) {
            return new int[] {from, from, 0};
        }
        from = band > 0 ? from - 1 : from;
        end = band == octaves ? frame.bins() : end;
        int count = (int) Math.max(1, Math.rint(quantile * (end - from)));
        return new int[] {from, band < octaves ? end - 1 : end, count};
    }

    private static double meanMagnitude(double[] power, int from, int end) {
        double sum = 0;
        for (int i = from; i < end; i++) {
            sum += Math.sqrt(power[i]);
        }
        return sum / (end - from);
    }

    private static float[][] difference(double[][] peaks, double[][] valleys) {
        float[][] result = new float[peaks.length][peaks[0].length];
        for (int band = 0; band < result.length; band++) {
            for (int t = 0; t < result[band].length; t++) {
                result[band][t] = (float) (peaks[band][t] - valleys[band][t]);
            }
        }
        return result;
    }
}
