package serlab.feature;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.Settings;

/**
 * Standardization of features to mean 0 and standard deviation 1 over the training clips. Missing values count in neither,
 * and become 0, the mean.
 *
 * <p>Source: scikit-learn's {@code StandardScaler}: population standard deviation, and 1 in its place where the values
 * are constant. {@link #fit(FeatureSpec, List)} differs for the sake of clips unlike those of training: a band that hardly
 * varied there must not drown all others.
 *
 * @param kind whether each band has its own mean and deviation
 * @param mean {@code [bands]}, {@code [1]} for {@link Kind#GLOBAL}, {@code [bands * frames]}, band by band, for
 *             {@link Kind#PER_VALUE}; shared, nobody writes to it
 * @param std  as {@code mean}, all positive
 * @param bound    what standardized values are limited to, either side of 0; infinite for no limit
 * @param furthest {@link #distance} of the training clip that has most, at least 0.5; infinite where it is not known
 */
public record Scaler(Kind kind, float[] mean, float[] std, double bound, double furthest) {
    private static final String BOUND = "bound";
    private static final String FURTHEST = "furthest";

    /** What shares a mean and a deviation. */
    public enum Kind {
        /** The values of one band (row) over clips and frames. */
        PER_BAND,
        /** All values. */
        GLOBAL,
        /** The values of one place (band and frame) over clips, which all have as many frames. */
        PER_VALUE
    }

    public Scaler {
        if (mean.length == 0 || mean.length != std.length || kind == Kind.GLOBAL && mean.length != 1) {
            throw new InvalidInputException("scaler of kind " + Settings.word(kind) + " has " + mean.length
                    + " means and " + std.length + " deviations; expected as many, one per band or one for global");
        }
        for (int i = 0; i < mean.length; i++) {
            if (!Float.isFinite(mean[i]) || !(std[i] > 0 && Float.isFinite(std[i]))) {
                throw new InvalidInputException("scaler row " + i + " has mean " + mean[i] + " and deviation " + std[i]
                        + "; expected finite numbers and a positive deviation");
            }
        }
        if (!(bound > 0 && furthest > 0)) {
            throw new InvalidInputException("scaler has bound " + bound + " and furthest " + furthest
                    + "; expected positive numbers");
        }
    }

    /** Without a bound. */
    public Scaler(Kind kind, float[] mean, float[] std) {
        this(kind, mean, std, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** Leaves features as they are. */
    public static Scaler identity() {
        return new Scaler(Kind.GLOBAL, new float[] {0}, new float[] {1});
    }

    /** {@link #fit(Kind, List)} per band. */
    public static Scaler fit(List<float[][]> training) {
        return fit(Kind.PER_BAND, training);
    }

    /**
     * Fits the scaler of a model. The deviation is at least a tenth of what values of the same unit have
     * ({@link FeatureSpec#units}); standardized values are limited to the largest that a training clip has, at least 6 and
     * at most 10; and the {@link #distance} that training clips have is known.
     *
     * @param training as {@link #fit(Kind, List)} takes them, features of {@code spec}
     */
    public static Scaler fit(FeatureSpec spec, List<float[][]> training) {
        return ScalerFit.of(spec.scaling(), training).bounded(spec.units());
    }

    /** Leaves features as they are, for models that fit a scaler as {@link #fit(FeatureSpec, List)} does per speaker. */
    public static Scaler boundedIdentity() {
        return identity().boundedBy(ScalerFit.MOST_BOUND, Double.POSITIVE_INFINITY);
    }

    /** Whether it was fitted by {@link #fit(FeatureSpec, List)}, or stands for one that will be. */
    public boolean bounded() {
        return Double.isFinite(bound);
    }

    Scaler boundedBy(double newBound, double newFurthest) {
        return new Scaler(kind, mean, std, newBound, newFurthest);
    }

    /**
     * How far a clip lies from the training clips: the mean over the bands of the magnitude of the standardized value, a
     * mean over the clip's frames; 0 for one that is the mean of all. Missing values are left out.
     *
     * @param feature {@code [bands][any frames]}, not standardized
     */
    public double distance(float[][] feature) {
        float[][] standard = apply(feature);
        double sum = 0;
        int count = 0;
        for (int band = 0; band < standard.length; band++) {
            double within = 0;
            int values = 0;
            for (int frame = 0; frame < standard[band].length; frame++) {
                if (!Float.isNaN(feature[band][frame])) {
                    within += kind == Kind.PER_VALUE ? Math.abs(standard[band][frame]) : standard[band][frame];
                    values++;
                }
            }
            sum += values == 0 ? 0 : Math.abs(within) / values;
            count += values == 0 ? 0 : 1;
        }
        return count == 0 ? 0 : sum / count;
    }

    /**
     * Measures mean and deviation in double precision.
     *
     * @param training features {@code [bands][any frames]} of the training clips alone, padding included as far as it has
     *                 values
     * @throws InvalidInputException if there are none, or they differ in bands, or in frames with {@link Kind#PER_VALUE}
     */
    public static Scaler fit(Kind kind, List<float[][]> training) {
        return ScalerFit.of(kind, training).plain();
    }

    /**
     * Standardizes a feature; the argument stays as it is.
     *
     * @param feature {@code [bands][any frames]}
     * @throws InvalidInputException if it has another number of bands than the training clips
     */
    public float[][] apply(float[][] feature) {
        float[][] result = new float[feature.length][];
        for (int band = 0; band < feature.length; band++) {
            result[band] = new float[feature[band].length];
        }
        apply(feature, result);
        return result;
    }

    /** Standardizes a feature into an array of the same shape; otherwise as {@link #apply(float[][])}. */
    public void apply(float[][] feature, float[][] target) {
        apply(feature, 0, target);
    }

    /**
     * Standardizes the part of a feature that a window covers; where it reaches beyond the feature it gets 0, the mean.
     *
     * @param feature {@code [bands][any frames]}
     * @param start   frame of the feature that stands first in the window; may be negative
     * @param window  {@code [bands][frames]}, overwritten
     */
    public void apply(float[][] feature, int start, float[][] window) {
        checkShape(feature);
        int step = kind == Kind.PER_VALUE ? 1 : 0;
        float limit = (float) bound;
        for (int band = 0; band < feature.length; band++) {
            int first = switch (kind) {
                case PER_BAND -> band;
                case GLOBAL -> 0;
                case PER_VALUE -> band * feature[band].length;
            };
            int from = Math.max(0, -start);
            int to = Math.max(from, Math.min(window[band].length, feature[band].length - start));
            Arrays.fill(window[band], 0, from, 0);
            for (int frame = from; frame < to; frame++) {
                int place = first + step * (start + frame);
                float scaled = (feature[band][start + frame] - mean[place]) / std[place];
                window[band][frame] = Float.isNaN(scaled) ? 0 : Math.max(-limit, Math.min(limit, scaled));
            }
            Arrays.fill(window[band], to, window[band].length, 0);
        }
    }

    private void checkShape(float[][] feature) {
        if (kind == Kind.PER_BAND) {
            checkBands(feature, mean.length);
        } else if (kind == Kind.PER_VALUE) {
            checkFrames(feature, mean.length / feature.length);
            checkBands(feature, mean.length / feature[0].length);
        }
    }

    static void checkFrames(float[][] feature, int frames) {
        for (float[] band : feature) {
            if (band.length != frames) {
                throw new InvalidInputException("feature has " + band.length + " frames; the scaler, which has a mean for "
                        + "every value, expects " + frames + ": give all clips the same length");
            }
        }
    }

    static void checkBands(float[][] feature, int bands) {
        if (feature.length != bands) {
            throw new InvalidInputException("feature has " + feature.length + " bands; the scaler expects " + bands
                    + ": use the features the scaler was fitted on");
        }
    }

    /** {@code {kind: per-band, mean: [...], std: [...]}}, exact; {@link #of} reads it back. */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("kind", Settings.word(kind));
        settings.put("mean", list(mean));
        settings.put("std", list(std));
        if (Double.isFinite(bound)) {
            settings.put(BOUND, bound);
        }
        if (Double.isFinite(furthest)) {
            settings.put(FURTHEST, furthest);
        }
        return settings;
    }

    /**
     * Reads what {@link #settings()} wrote.
     *
     * @throws InvalidInputException if a key is unknown or missing, or a value is no number
     */
    public static Scaler of(Map<String, ?> settings) {
        Settings reader = new Settings("scaler", settings);
        Kind kind = reader.choice("kind", Kind.PER_BAND);
        Scaler scaler = new Scaler(kind, array("mean", reader), array("std", reader),
                reader.number(BOUND, Double.POSITIVE_INFINITY, 0, Double.MAX_VALUE),
                reader.number(FURTHEST, Double.POSITIVE_INFINITY, 0, Double.MAX_VALUE));
        reader.done();
        return scaler;
    }

    private static List<Double> list(float[] values) {
        Double[] result = new Double[values.length];
        Arrays.setAll(result, i -> (double) values[i]);
        return List.of(result);
    }

    private static float[] array(String key, Settings settings) {
        List<?> list = settings.list(key, List.of());
        if (list.isEmpty() || !list.stream().allMatch(Number.class::isInstance)) {
            throw new InvalidInputException("scaler." + key + " is " + settings.raw(key)
                    + "; expected a list of numbers");
        }
        float[] result = new float[list.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = ((Number) list.get(i)).floatValue();
        }
        return result;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scaler that && kind == that.kind && Arrays.equals(mean, that.mean)
                && Arrays.equals(std, that.std) && bound == that.bound && furthest == that.furthest;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(mean) + Arrays.hashCode(std);
    }

    @Override
    public String toString() {
        return "Scaler[" + Settings.word(kind) + ", " + mean.length + " rows]";
    }
}
