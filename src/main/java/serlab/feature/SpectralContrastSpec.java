package serlab.feature;

import java.util.Arrays;
import java.util.BitSet;
import serlab.InvalidInputException;
import serlab.feature.dsp.Decibels;
import serlab.feature.dsp.FrameSettings;
import serlab.feature.dsp.Reference;
import serlab.feature.dsp.SignalAnalysis;
import serlab.feature.dsp.Spectrum;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Options;
import serlab.part.Part;

/**
 * Spectral contrast in dB, {@code [octaves + 1][frames]}, lowest first: in each band, one below {@code fMinHz} and one per
 * octave above, the mean of the largest magnitudes over the mean of the smallest; not defined where a frame is silent.
 *
 * <p>Source: Jiang et al., "Music type classification by spectral contrast feature", ICME 2002, as
 * {@code librosa.feature.spectral_contrast} 0.11 computes it.
 */
@Part(name = "spectral-contrast", does = "peaks over valleys of the spectrum in dB, octave by octave")
public record SpectralContrastSpec(
        @Options(rename = "frameLength=fftSize") FrameSettings frame,
        @Option(value = "200", above = 0, max = 96_000, unit = "Hz", meaning = "upper edge of the lowest band")
        double fMinHz,
        @Option(value = "6", min = 1, max = 12,
                meaning = "octaves above it; the last one begins below half the sampling rate") int octaves,
        @Option(value = "0.02", above = 0, below = 1,
                meaning = "part of a band's bins that count as largest and as smallest")
        double quantile,
        @Options FixedLength length,
        @Option(value = "missing", meaning = "what a frame holds for which the feature is not defined") Undefined undefined)
        implements PartialFeature {
    private static final double TOP_DB = 80;

    public SpectralContrastSpec {
        Declaration.check(SpectralContrastSpec.class, frame, fMinHz, octaves, quantile, length, undefined);
        double last = fMinHz * Math.pow(2, octaves - 1);
        if (!(last < frame.sampleRate() / 2.0)) {
            throw new InvalidInputException("fMinHz " + fMinHz + " and octaves " + octaves + ": the last octave begins at "
                    + last + " Hz; expected below " + frame.sampleRate() / 2.0 + " (half of sampleRate)");
        }
        for (int band = 0; band <= octaves; band++) {
            int[] bins = range(frame, fMinHz, octaves, quantile, band);
            if (bins[1] <= bins[0]) {
                throw new InvalidInputException("fMinHz " + fMinHz + ": band " + band + " covers no frequency bin of frames "
                        + "of " + frame.frameLength() + " samples; take a larger fftSize or fMinHz");
            }
        }
    }

    @Override
    public int bands() {
        return octaves + 1;
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
