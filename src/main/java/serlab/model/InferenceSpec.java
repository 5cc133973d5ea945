package serlab.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.Settings;

/**
 * How a network hears a recording once its features are known: in which windows, at which speeds, standardized by what,
 * and how sure it may sound. The probabilities of all windows and speeds are averaged by a {@link LogOpinionPool}.
 *
 * @param whole       whether features keep the recording's length and are read in windows as long as the network's
 *                    input; else they are brought to that length as the feature says
 * @param windows     evenly spaced windows of a recording that is longer than the input, 1 to 9; 1 is its middle
 * @param speeds      speeds it is played at, 0.5 to 2; 1 as it is
 * @param normalize   what the features are standardized by
 * @param temperature what the logits are divided by, positive; 1 leaves probabilities as they are (Guo et al. 2017)
 * @param testedSeconds length of the longest recording that it was tested on; up to there a recording is heard as in the
 *                    test, so that its answer is worth what the test says. 0 if not known
 */
public record InferenceSpec(boolean whole, int windows, List<Double> speeds, Normalize normalize, double temperature,
                            double testedSeconds) {
    private static final String TESTED = "testedSeconds";
    private static final int MOST_WINDOWS = 9;
    private static final int MOST_SPEEDS = 25;

    /** What features are standardized by. */
    public enum Normalize {
        /** Mean and deviation of the training clips. */
        TRAINING_CLIPS,
        /** Those of the speaker's own clips, which need no labels: transductive. */
        PER_SPEAKER("speaker"),
        /** Those of the clips of its corpus, where there are several; no labels are needed: transductive. */
        PER_CORPUS("corpus");

        private final String of;

        Normalize() {
            this("");
        }

        Normalize(String of) {
            this.of = of;
        }

        /** Whether unlabeled test clips have a part in it. */
        public boolean transductive() {
            return !of.isEmpty();
        }

        /** Whose clips are standardized together: {@code speaker}, {@code corpus}; empty for all. */
        public String of() {
            return of;
        }
    }

    public InferenceSpec {
        speeds = List.copyOf(speeds);
        if (speeds.isEmpty() || speeds.size() > MOST_SPEEDS
                || speeds.stream().anyMatch(speed -> !(speed >= 0.5 && speed <= 2))) {
            throw new InvalidInputException("testing.speeds is " + speeds + "; expected 1 to " + MOST_SPEEDS
                    + " speeds from 0.5 to 2, such as [0.92, 1, 1.08]");
        }
        if (windows < 1 || windows > MOST_WINDOWS) {
            throw new InvalidInputException("testing.windows is " + windows + "; expected 1 to " + MOST_WINDOWS);
        }
        if (!whole && windows > 1) {
            throw new InvalidInputException("testing.windows is " + windows + ", but recordings are cut to the network's "
                    + "length; set training.windows to random, or testing.windows to 1");
        }
        if (!(temperature > 0 && Double.isFinite(temperature))) {
            throw new InvalidInputException("temperature is " + temperature + "; expected a positive number");
        }
    }

    /** Of a network that has not been tested. */
    public InferenceSpec(boolean whole, int windows, List<Double> speeds, Normalize normalize, double temperature) {
        this(whole, windows, speeds, normalize, temperature, 0);
    }

    /** The feature at its fixed length, once, standardized by the training clips. */
    public static InferenceSpec standard() {
        return new InferenceSpec(false, 1, List.of(1.0), Normalize.TRAINING_CLIPS, 1);
    }

    /**
     * Reads the {@code testing} section of an experiment file.
     *
     * @param whole     whether features keep the recording's length
     * @param normalize what they are standardized by
     */
    public static InferenceSpec of(Settings testing, boolean whole, Normalize normalize) {
        InferenceSpec spec = new InferenceSpec(whole, testing.integer("windows", 1, 1, MOST_WINDOWS),
                speeds(testing.list("speeds", List.of(1))), normalize, testing.number("temperature", 1, 1e-3, 1e3));
        testing.done();
        return spec;
    }

    private static List<Double> speeds(List<?> list) {
        return list.stream().map(speed -> {
            if (speed instanceof Number number) {
                return number.doubleValue();
            }
            throw new InvalidInputException("testing.speeds holds '" + speed + "'; expected numbers such as 1.08");
        }).distinct().toList();
    }

    /** The {@code testing} section. */
    public Map<String, Object> testing() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("windows", windows);
        all.put("speeds", speeds);
        return all;
    }

    /** Whether unlabeled clips of the speaker or of the corpus are needed. */
    public boolean transductive() {
        return normalize.transductive();
    }

    /** The same with features standardized by something else. */
    public InferenceSpec with(Normalize by) {
        return new InferenceSpec(whole, windows, speeds, by, temperature, testedSeconds);
    }

    InferenceSpec with(double newTemperature) {
        return new InferenceSpec(whole, windows, speeds, normalize, newTemperature, testedSeconds);
    }

    /** Of a network that was tested on recordings up to this long. */
    public InferenceSpec tested(double seconds) {
        return new InferenceSpec(whole, windows, speeds, normalize, temperature, seconds);
    }

    /** Everything, as a bundle keeps it; {@link #of(Map)} reads it back. */
    Map<String, Object> settings() {
        Map<String, Object> all = testing();
        all.put("temperature", temperature);
        all.put("whole", whole);
        all.put("normalise", Settings.word(normalize));
        if (testedSeconds > 0) {
            all.put(TESTED, testedSeconds);
        }
        return all;
    }

    static InferenceSpec of(Map<String, ?> settings) {
        Settings section = new Settings("inference", settings);
        Normalize by = section.choice("normalise", Normalize.TRAINING_CLIPS);
        double seconds = section.number(TESTED, 0, 0, Double.MAX_VALUE);
        return of(section, Boolean.parseBoolean(section.text("whole", "false")), by).tested(seconds);
    }

    /**
     * Where the windows of a feature begin.
     *
     * @param length frames of the feature
     * @param frames frames of a window
     * @return one start per window, ascending: one window around a feature that is shorter, negative then; else the
     *         first window at its beginning and the last at its end, or a single one in its middle
     */
    public int[] starts(int length, int frames) {
        if (length <= frames || windows == 1) {
            return new int[] {Math.floorDiv(length - frames, 2)};
        }
        int[] starts = new int[windows];
        for (int i = 0; i < windows; i++) {
            starts[i] = (int) Math.rint((double) i * (length - frames) / (windows - 1));
        }
        return starts;
    }
}
