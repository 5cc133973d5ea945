package serlab.feature;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import serlab.InvalidInputException;
import serlab.feature.dsp.SignalAnalysis;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/**
 * Deltas of a feature over time, per frame and as large as it: the slope (order 1) or the second derivative (order 2) of
 * the polynomial of that degree that fits the frames around best. The first and last frames repeat the outermost whole fit.
 *
 * <p>{@link #extract} pads with zeros: what does not change has no delta. A frame without a value has no delta; elsewhere
 * the fit leaves out the frames without, and needs order + 2 that have one.
 *
 * <p>Source: Savitzky and Golay, Analytical Chemistry 36, 1964, as {@code librosa.feature.delta} 0.11 has it.
 */
@Part(name = "delta", does = "slope of a feature over time, or its second derivative")
public record DeltaSpec(
        @Option(value = "mfcc", meaning = "the feature") FeatureSpec of,
        @Option(value = "1", min = 1, max = 2, meaning = "1 for deltas, 2 for delta-deltas") int order,
        @Option(value = "9", min = 3, max = 99, parity = Option.Parity.ODD, unit = "frames",
                meaning = "frames of a fit; a shorter clip "
                + "is refused") int width)
        implements DerivedFeature {
    public DeltaSpec {
        Declaration.check(DeltaSpec.class, of, order, width);
        FeatureTypes.requireSequence("delta", of);
    }

    /** {@code mfcc_0_delta}, or {@code mfcc_0_delta2} for the second derivative. */
    @Override
    public List<String> valueNames() {
        return of.valueNames().stream().map(name -> name + (order == 1 ? "_delta" : "_delta2")).toList();
    }

    @Override
    public float[][] full(SignalAnalysis analysis) {
        float[][] feature = of.full(analysis);
        int frames = feature[0].length;
        if (frames < width) {
            throw new InvalidInputException("clip of " + frames + " frames: deltas of width " + width + " need at least "
                    + width + " frames; take a longer clip or a smaller width");
        }
        float[][] delta = new float[feature.length][frames];
        double[] weights = weights();
        for (int band = 0; band < feature.length; band++) {
            for (int frame = 0; frame < frames; frame++) {
                int first = Math.max(0, Math.min(frames - width, frame - width / 2));
                double sum = 0;
                for (int i = 0; i < width; i++) {
                    sum += weights[i] * feature[band][first + i];
                }
                delta[band][frame] = Float.isNaN(feature[band][frame]) ? Float.NaN
                        : (float) (Double.isNaN(sum) ? ofThosePresent(feature[band], first) : sum);
            }
        }
        return delta;
    }

    /** As the weights give it, by the frames of a window that have a value; NaN where they are too few for a fit. */
    private double ofThosePresent(float[] band, int first) {
        double[] present = IntStream.range(0, width).filter(i -> !Float.isNaN(band[first + i])).asDoubleStream().toArray();
        if (present.length < order + 2) {
            return Double.NaN;
        }
        double middle = Arrays.stream(present).average().orElseThrow();
        double[] basis = Arrays.stream(present).map(i -> i - middle).toArray();
        double squares = Arrays.stream(basis).map(x -> x * x).sum();
        if (order == 2) {
            double cubes = Arrays.stream(basis).map(x -> x * x * x).sum() / squares;
            double mean = squares / present.length;
            basis = Arrays.stream(basis).map(x -> x * x - cubes * x - mean).toArray();
        }
        double sum = 0;
        double norm = 0;
        for (int i = 0; i < present.length; i++) {
            sum += basis[i] * band[first + (int) present[i]];
            norm += basis[i] * basis[i];
        }
        return order * sum / norm;
    }

    /** Least-squares weights: of the slope, or of twice the quadratic coefficient. */
    private double[] weights() {
        int half = width / 2;
        double meanSquare = half * (half + 1) / 3.0;
        double[] weights = new double[width];
        double norm = 0;
        for (int i = 0; i < width; i++) {
            int x = i - half;
            weights[i] = order == 1 ? x : (double) x * x - meanSquare;
            norm += weights[i] * weights[i];
        }
        for (int i = 0; i < width; i++) {
            weights[i] *= order / norm;
        }
        return weights;
    }
}
