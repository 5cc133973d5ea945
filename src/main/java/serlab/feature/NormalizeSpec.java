package serlab.feature;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import serlab.Settings;
import serlab.feature.dsp.SignalAnalysis;
import serlab.feature.dsp.Statistic;

/**
 * A feature normalized over the clip's own frames, as large as it. {@link #extract} pads with zeros: the mean, or the least.
 * Frames without a value are left out and have none here.
 *
 * @param of     the feature
 * @param method what is brought to which values
 * @param per    over which values mean, deviation and range are taken
 */
public record NormalizeSpec(FeatureSpec of, Method method, Per per) implements DerivedFeature {
    /** The name in experiment files. */
    public static final String TYPE = "normalise";

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
        FeatureTypes.requireSequence(TYPE, of);
    }

    /** 128 log-mel bands and frames, each band with mean 0 and deviation 1. */
    public static NormalizeSpec defaults() {
        return new NormalizeSpec(LogMelSpec.defaults(), Method.STANDARD, Per.BAND);
    }

    static FeatureSpec read(Settings settings) {
        return new NormalizeSpec(FeatureTypes.readOf(settings, LogMelSpec.defaults()),
                settings.choice("method", Method.STANDARD), settings.choice("per", Per.BAND));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("type", TYPE);
        settings.put("of", of.settings());
        settings.put("method", Settings.word(method));
        settings.put("per", Settings.word(per));
        return Collections.unmodifiableMap(settings);
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
