package serlab.feature;

import serlab.feature.dsp.FrameSettings;
import serlab.feature.dsp.SignalAnalysis;
import serlab.feature.dsp.Spectrum;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Options;
import serlab.part.Part;

/**
 * Spectral bandwidth in Hz, {@code [1][frames]}: the p-th root of the mean p-th power of the distance from the centroid,
 * weighted by magnitude; not defined where a frame is silent.
 *
 * <p>Source: {@code librosa.feature.spectral_bandwidth} 0.11.
 */
@Part(name = "spectral-bandwidth", does = "distance of frequencies from the centroid in Hz")
public record SpectralBandwidthSpec(
        @Options(rename = "frameLength=fftSize") FrameSettings frame,
        @Option(value = "2", min = 0.1, max = 10, meaning = "exponent of the distance; 2 gives the standard deviation")
        double power,
        @Options FixedLength length,
        @Option(value = "missing", meaning = "what a frame holds for which the feature is not defined") Undefined undefined)
        implements PartialFeature {
    public SpectralBandwidthSpec {
        Declaration.check(SpectralBandwidthSpec.class, frame, power, length, undefined);
    }

    /** librosa's defaults at 22050 Hz, 174 frames. */
    public static SpectralBandwidthSpec defaults() {
        return Declaration.of(SpectralBandwidthSpec.class).standard();
    }

    @Override
    public int bands() {
        return 1;
    }

    @Override
    public float[][] full(SignalAnalysis analysis) {
        float[][] bandwidth = new float[1][analysis.frames(frame)];
        analysis.forEachFrame(frame, (t, spectrum) -> bandwidth[0][t] = Spectrum.silent(spectrum) ? undefined.value(0)
                : (float) spread(spectrum));
        return bandwidth;
    }

    private double spread(double[] spectrum) {
        double centroid = Spectrum.centroidHz(spectrum, frame);
        double total = 0;
        double sum = 0;
        for (int bin = 0; bin < spectrum.length; bin++) {
            double magnitude = Math.sqrt(spectrum[bin]);
            total += magnitude;
            sum += magnitude * Math.pow(Math.abs(frame.binHz(bin) - centroid), power);
        }
        return Math.pow(sum / total, 1 / power);
    }
}
