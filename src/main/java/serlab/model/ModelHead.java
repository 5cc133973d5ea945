package serlab.model;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import serlab.model.folded.Softmax;
import serlab.model.head.CrossValidation;
import serlab.model.head.Head;
import serlab.model.head.HeadLearner;
import serlab.model.head.LinearHead;
import serlab.model.head.Numbers;
import serlab.model.head.NumbersFile;
import serlab.model.head.Rows;

/** A head that answers for a bundle: its scores, scaled as cross-validation says, as probabilities. Immutable. */
public final class ModelHead implements Classifier {
    /** Its name in a bundle: arrays as NumPy reads them. */
    static final String FILE = "head.npz";
    private static final String SUFFIX = ".npy";
    private static final String SCALE = "scale";

    private final Head head;
    private final float scale;
    /** Which of the settings it was learned with; not kept in files. */
    private final int setting;

    private ModelHead(Head head, float scale, int setting) {
        this.head = head;
        this.scale = scale;
        this.setting = setting;
    }

    /** All classes are as probable. */
    static ModelHead untrained(InputShape shape) {
        return new ModelHead(LinearHead.blank(shape.bands() * shape.frames(), shape.classes()), 1, 0);
    }

    /**
     * A learned head.
     *
     * @param classifier with its scale
     * @param choice     what was chosen and of how many settings, for people
     * @param heldOut    class probabilities of each row that is no copy, by a head that had not learned of its group,
     *                   {@code float[originals][classes]}; null for a row that was never held out
     */
    public record Learned(ModelHead classifier, String choice, float[][] heldOut) {
    }

    /**
     * Chooses among the settings by cross-validation over the groups of the rows, and learns of all rows with the one
     * that was chosen.
     *
     * @param seed of whatever is left to chance
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public static Learned learn(HeadSpec spec, Rows rows, long seed) {
        try (HeadLearner learner = spec.learner(rows, seed)) {
            CrossValidation chosen = CrossValidation.of(learner, rows, spec.innerFolds());
            int settings = learner.choices().size();
            return new Learned(new ModelHead(learner.learn(chosen.setting()), (float) chosen.scale(), chosen.setting()),
                    String.format(Locale.ROOT, "%s%s, UAR %.1f %% in cross-validation inside the training clips",
                            learner.choices().get(chosen.setting()), settings == 1 ? "" : " chosen of " + settings,
                            100 * chosen.uar()), Arrays.stream(chosen.heldOut())
                            .map(scores -> scores == null ? null : scaled(scores, (float) chosen.scale())).toArray(float[][]::new));
        }
    }

    /** Learns of other rows with the setting and the scale that were chosen when this head was learned. */
    public ModelHead again(HeadSpec spec, Rows rows, long seed) {
        try (HeadLearner learner = spec.learner(rows, seed)) {
            return new ModelHead(learner.learn(setting), scale, setting);
        }
    }

    /** What {@link #archive()} wrote. */
    static ModelHead archived(HeadSpec spec, InputShape shape, byte[] file, BundleLimits limits) throws IOException {
        Map<String, Numbers> numbers = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> entry : limits.unzip(file).entrySet()) {
            String name = entry.getKey();
            if (!name.endsWith(SUFFIX)) {
                throw new IOException(FILE + " holds '" + name + "', which is no array");
            }
            numbers.put(name.substring(0, name.length() - SUFFIX.length()), NumbersFile.read(entry.getValue(), name));
        }
        Numbers scale = numbers.remove(SCALE);
        if (scale == null || scale.values().length != 1 || !(scale.values()[0] > 0)) {
            throw new IOException(FILE + " has no scale");
        }
        Head head = spec.read(numbers, shape.bands() * shape.frames(), shape.classes());
        if (!head.numbers().keySet().equals(numbers.keySet())) {
            throw new IOException(FILE + " holds " + numbers.keySet() + ", expected " + head.numbers().keySet());
        }
        return new ModelHead(head, scale.values()[0], 0);
    }

    @Override
    public float[] probabilities(float[] feature) {
        return scaled(head.scores(feature), scale);
    }

    private static float[] scaled(double[] scores, float scale) {
        return Softmax.of(Arrays.stream(scores).map(score -> score * scale).toArray());
    }

    @Override
    public long parameters() {
        return head.numbers().values().stream().mapToLong(numbers -> numbers.values().length).sum();
    }

    @Override
    public byte[] archive() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Map.Entry<String, Numbers> entry : new TreeMap<>(head.numbers()).entrySet()) {
            files.put(entry.getKey() + SUFFIX, NumbersFile.bytes(entry.getValue()));
        }
        files.put(SCALE + SUFFIX, NumbersFile.bytes(new Numbers(new float[] {scale}, 1)));
        return BundleFiles.zip(files);
    }
}
