package serlab.feature;

import java.util.List;
import serlab.feature.dsp.SignalAnalysis;
import serlab.feature.dsp.Statistic;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/**
 * A feature normalized over the clip's own frames, as large as it. {@link #extract} pads with zeros: the mean, or the least.
 * Frames without a value are left out and have none here.
 */
@Part(name = "normalise", does = "a feature normalized over the clip's own frames")
public record NormalizeSpec(
        @Option(value = "log-mel", meaning = "the feature") FeatureSpec of,
        @Option(value = "standard", meaning = "to mean 0 and deviation 1, or to the range 0 to 1") Method method,
        @Option(value = "band", meaning = "over which values: of each band, or of the whole clip") Per per)
        implements DerivedFeature {
    /** What is brought to which values. */
    public enum Method {
        /** Mean 0 and population deviation 1; constant values become 0. */
        STANDARD {
            @Override
            double offset(float[] values) {
                return Statistic.MEAN.of(values);
            }

            @Override
            double scale(float[] values) {
                return Statistic.STD.of(values);
            }
        },
        /** Smallest value 0 and largest 1; constant values become 0. */
        MIN_MAX {
            @Override
            double offset(float[] values) {
                return Statistic.MIN.of(values);
            }

            @Override
            double scale(float[] values) {
                return Statistic.MAX.of(values) - Statistic.MIN.of(values);
            }
        };

        abstract double offset(float[] values);

        abstract double scale(float[] values);
    }

    /** Over which values. */
    public enum Per {
        /** Over the frames of each band. */
        BAND,
        /** Over all bands and frames. */
        CLIP
    }

    public NormalizeSpec {
        Declaration.check(NormalizeSpec.class, of, method, per);
        FeatureTypes.requireSequence("normalise", of);
    }

    /** {@code log-mel_0_normalized}. */
    @Override
    public List<String> valueNames() {
        return of.valueNames().stream().map(name -> name + "_normalized").toList();
    }

    @Override
    public float[][] full(SignalAnalysis analysis) {
        float[][] feature = of.full(analysis);
        int frames = feature[0].length;
        int together = per == Per.BAND ? 1 : feature.length;
        float[][] result = new float[feature.length][frames];
        for (int first = 0; first < feature.length; first += together) {
            float[] values = new float[together * frames];
            for (int i = 0; i < values.length; i++) {
                values[i] = feature[first + i / frames][i % frames];
            }
            double offset = method.offset(values);
            double scale = method.scale(values);
            boolean constant = scale <= Math.ulp((float) Math.abs(offset));
            for (int i = 0; i < values.length; i++) {
                boolean missing = Float.isNaN(values[i]);
                result[first + i / frames][i % frames] = constant && !missing ? 0 : (float) ((values[i] - offset) / scale);
            }
        }
        return result;
    }
}
