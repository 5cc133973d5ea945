package serlab.feature;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.Settings;

/**
 * Standardises features to mean 0 and standard deviation 1 over the training clips. Missing values count in neither, and
 * become 0, the mean.
 *
 * <p>Source: scikit-learn's {@code StandardScaler}: population standard deviation, and 1 in its place where the values
 * are constant.
 *
 * @param kind whether each band has its own mean and deviation
 * @param mean {@code [bands]}, {@code [1]} for {@link Kind#GLOBAL}, {@code [bands * frames]}, band by band, for
 *             {@link Kind#PER_VALUE}; shared, nobody writes to it
 * @param std  as {@code mean}, all positive
 */
public record Scaler(Kind kind, float[] mean, float[] std) {
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
     * Measures mean and deviation in double precision.
     *
     * @param training features {@code [bands][any frames]} of the training clips alone, padding included as far as it has
     *                 values
     * @throws InvalidInputException if there are none, or they differ in bands, or in frames with {@link Kind#PER_VALUE}
     */
    public static Scaler fit(Kind kind, List<float[][]> training) {
        if (training.isEmpty()) {
            throw new InvalidInputException("a scaler needs at least one training clip; got none");
        }
        int bands = training.get(0).length;
        int frames = training.get(0)[0].length;
        for (float[][] clip : training) {
            checkBands(clip, bands);
            if (kind == Kind.PER_VALUE) {
                checkFrames(clip, frames);
            }
        }
        int places = switch (kind) {
            case PER_BAND -> bands;
            case GLOBAL -> 1;
            case PER_VALUE -> bands * frames;
        };
        float[] mean = new float[places];
        float[] std = new float[places];
        for (int place = 0; place < places; place++) {
            Moments moments = switch (kind) {
                case PER_BAND -> Moments.of(training, place, place + 1, 0, Integer.MAX_VALUE);
                case GLOBAL -> Moments.of(training, 0, bands, 0, Integer.MAX_VALUE);
                case PER_VALUE -> Moments.of(training, place / frames, place / frames + 1, place % frames,
                        place % frames + 1);
            };
            mean[place] = (float) moments.mean();
            std[place] = (float) moments.deviation();
        }
        return new Scaler(kind, mean, std);
    }

    /**
     * Standardises a feature; the argument stays as it is.
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

    /** Standardises a feature into an array of the same shape; otherwise as {@link #apply(float[][])}. */
    public void apply(float[][] feature, float[][] target) {
        apply(feature, 0, target);
    }

    /**
     * Standardises the part of a feature that a window covers; where it reaches beyond the feature it gets 0, the mean.
     *
     * @param feature {@code [bands][any frames]}
     * @param start   frame of the feature that stands first in the window; may be negative
     * @param window  {@code [bands][frames]}, overwritten
     */
    public void apply(float[][] feature, int start, float[][] window) {
        checkShape(feature);
        int step = kind == Kind.PER_VALUE ? 1 : 0;
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
                window[band][frame] = Float.isNaN(scaled) ? 0 : scaled;
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

    private static void checkFrames(float[][] feature, int frames) {
        for (float[] band : feature) {
            if (band.length != frames) {
                throw new InvalidInputException("feature has " + band.length + " frames; the scaler, which has a mean for "
                        + "every value, expects " + frames + ": give all clips the same length");
            }
        }
    }

    private static void checkBands(float[][] feature, int bands) {
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
        Scaler scaler = new Scaler(kind, array("mean", reader), array("std", reader));
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
                && Arrays.equals(std, that.std);
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
