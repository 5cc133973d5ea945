package serlab.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.augment.Augmentation;
import serlab.augment.Augmentations;
import serlab.augment.ChangedCopy;
import serlab.augment.Need;
import serlab.augment.Speed;
import serlab.augment.WaveformAugmentation;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.DuplicateMark;
import serlab.corpus.split.SplitProtocol;
import serlab.corpus.split.SplitProtocols;
import serlab.corpus.table.RowSource;
import serlab.feature.FeatureSpec;
import serlab.feature.Scaler;
import serlab.feature.TableSpec;
import serlab.feature.WaveformChange;
import serlab.model.HeadSpec;
import serlab.model.InferenceSpec;
import serlab.model.ModelSpec;
import serlab.training.TrainingSpec;

/**
 * One experiment: what an experiment file says, every default filled in.
 *
 * @param name     what tables and runs call it
 * @param corpus   which corpus
 * @param protocol how it is divided
 * @param folds    which folds; empty for all
 * @param features the network's input
 * @param augment  changes of training examples
 * @param model    architecture
 * @param training how it is trained
 * @param seeds    one training per fold and seed
 * @param leaks    mistakes made on purpose
 * @param inference windows, speeds and normalization of clips
 */
public record ExperimentSpec(String name, CorpusChoice corpus, SplitProtocol protocol, List<Integer> folds,
                             FeatureSpec features, Augmentations augment, ModelSpec model,
                             TrainingSpec training, List<Long> seeds, Leaks leaks, InferenceSpec inference) {
    public ExperimentSpec {
        folds = List.copyOf(folds);
        seeds = List.copyOf(seeds);
        if (training.refits() && leaks.has(Leaks.Leak.CHECKPOINT_ON_TEST)) {
            throw new InvalidInputException("training.refit is with-validation, but under checkpoint-on-test the validation "
                    + "clips are the test clips; set training.refit to none or leave the leak out");
        }
        if (inference.whole() && !features.isSequence()) {
            throw new InvalidInputException("training.windows is random, but " + features.type() + " has no columns that "
                    + "are moments of time; set training.windows to fixed");
        }
        if (model instanceof HeadSpec && !augment.all().stream().allMatch(WaveformAugmentation.class::isInstance)) {
            throw new InvalidInputException("augment has " + augment.all().stream().filter(one -> !(one
                    instanceof WaveformAugmentation)).findFirst().orElseThrow().type() + ", which changes features anew in every "
                    + "epoch, and " + model.type() + " is learned at once; leave it out, or take changes of recordings, such as "
                    + "speed");
        }
        augment.needing(Need.SPEAKER_STATISTICS).map(Augmentation::type).ifPresent(type -> {
            if (inference.transductive() || features.scaling() == Scaler.Kind.PER_VALUE) {
                throw new InvalidInputException("augment has " + type + ", which changes the mean of a speaker's bands, but "
                        + (inference.transductive() ? "normalise is " + Settings.word(inference.normalize()) + " and takes it away"
                        : features.type() + " has a mean for every value") + "; leave " + type + " out");
            }
        });
    }

    /**
     * Reads an experiment.
     *
     * @throws InvalidInputException for unknown keys and names, wrong types and values out of range
     */
    public static ExperimentSpec of(Map<String, Object> values) {
        Settings file = new Settings("", values);
        Settings split = file.section("split");
        String name = file.text("name");
        TrainingSpec training = TrainingSpec.of(sectionOrEmpty(file, "training"));
        ExperimentSpec spec = new ExperimentSpec(name, CorpusChoice.read(file.section("corpus")),
                SplitProtocols.read(split), folds(split),
                FeatureSpec.of(section(file, "features")), Augmentations.of(file.list("augment", List.of())),
                ModelSpec.of(section(file, "model")), training, seeds(file.list("seeds", List.of(1))),
                Leaks.of(file.list("leaks", List.of())), InferenceSpec.of(file.section("testing"),
                        training.wholeClips(), file.choice("normalise", InferenceSpec.Normalize.TRAINING_CLIPS)));
        split.done();
        file.done();
        return spec;
    }

    private static Map<String, Object> section(Settings file, String key) {
        if (!file.has(key)) {
            throw new InvalidInputException(key + " is missing; expected a section such as " + key + ": {type: …}");
        }
        return sectionOrEmpty(file, key);
    }

    private static Map<String, Object> sectionOrEmpty(Settings file, String key) {
        file.section(key);
        Object value = file.raw(key);
        return value == null ? Map.of() : ExperimentFile.castMap(value);
    }

    private static List<Integer> folds(Settings split) {
        if (split.has("fold")) {
            if (split.has("folds")) {
                throw new InvalidInputException("split has both fold and folds; keep one of them");
            }
            return List.of(split.integer("fold", 0, 0, 1000));
        }
        Object folds = split.raw("folds");
        if (folds == null || "all".equals(folds)) {
            return List.of();
        }
        return split.list("folds", List.of()).stream().map(fold -> {
            if (fold instanceof Integer number && number >= 0) {
                return number;
            }
            throw new InvalidInputException("split.folds holds '" + fold + "'; expected fold numbers from 0, or all");
        }).distinct().toList();
    }

    private static List<Long> seeds(List<?> list) {
        if (list.isEmpty()) {
            throw new InvalidInputException("seeds is empty; expected at least one, such as [1]");
        }
        return list.stream().map(seed -> {
            if (seed instanceof Integer || seed instanceof Long) {
                return ((Number) seed).longValue();
            }
            throw new InvalidInputException("seeds holds '" + seed + "'; expected whole numbers");
        }).distinct().toList();
    }

    /**
     * Tries out whether the model can take the features, before anything is computed.
     *
     * @throws InvalidInputException if it cannot
     */
    void checkNetwork(int classes) {
        if (!model.standardizes() && inference.transductive()) {
            throw new InvalidInputException("normalise is " + Settings.word(inference.normalize()) + ", but model " + model.type()
                    + " takes features as they are; leave normalise out");
        }
        model.check(features, classes);
    }

    /** The same, with the protocol that divides a corpus. */
    private ExperimentSpec divided(Corpus corpus) {
        return new ExperimentSpec(name, this.corpus, protocol.on(corpus), folds, features, augment, model, training, seeds, leaks,
                inference);
    }

    /**
     * The same, fitted to a corpus: its protocol is the one that divides that corpus, and rows of a table whose shape is not set
     * take the first that the network can take.
     *
     * @throws InvalidInputException if there is none, or the corpus holds no rows, or none but rows where recordings are needed
     */
    public ExperimentSpec fitted(Corpus corpus) {
        RowSource.requireRecordings(features.ofRecordings() ? corpus.clips() : List.of());
        return divided(corpus).shaped(corpus);
    }

    private ExperimentSpec shaped(Corpus corpus) {
        if (!(features instanceof TableSpec table) || table.isShaped()) {
            return this;
        }
        int values = corpus.clips().stream().map(Clip::source).filter(RowSource.class::isInstance)
                .mapToInt(row -> ((RowSource) row).values().length).findFirst().orElseThrow(() -> new InvalidInputException(
                        "features.type is table, but " + corpus.name()
                        + " is no table of features; name a CSV or Parquet file of them with "
                        + "--data, or another features.type"));
        for (TableSpec shape : table.shapes(values)) {
            try {
                with(shape).checkNetwork(Math.max(2, corpus.labels().size()));
                return with(shape);
            } catch (InvalidInputException e) {
                // the next shape may do
            }
        }
        throw new InvalidInputException("model " + model.type() + " takes no row of " + values
                + " numbers; add --set model.type="
                + "mfcc-vector-cnn, which does");
    }

    /** Whether it is learned at once instead of in epochs. */
    public boolean learnsAtOnce() {
        return model instanceof HeadSpec;
    }

    /** Most epochs of a training. */
    public int epochs() {
        return learnsAtOnce() ? 1 : training.epochs();
    }

    /** The folds to train on a corpus. */
    public List<Integer> foldsOf(Corpus corpus) {
        int count = protocol.folds(corpus);
        for (int fold : folds) {
            if (fold >= count) {
                throw new InvalidInputException("fold " + fold + " does not exist; " + protocol.name() + " has folds 0 to "
                        + (count - 1));
            }
        }
        return folds.isEmpty() ? IntStream.range(0, count).boxed().toList() : folds;
    }

    /** How many test clips of its folds and seeds have a duplicate that is trained or validated on. */
    public DuplicateMark duplicatesAcross(Corpus corpus) {
        if (corpus.duplicates().groups().isEmpty()) {
            return DuplicateMark.NONE;
        }
        return DuplicateMark.of(corpus.duplicates(), foldsOf(corpus).stream()
                .flatMap(fold -> seeds.stream().map(seed -> protocol.split(corpus, fold, seed))).toList());
    }

    /** The changed copies made of every training recording; the same for all seeds, drawn from the first. */
    List<ChangedCopy> copies() {
        return leaks.has(Leaks.Leak.AUGMENTED_BEFORE_SPLIT) || !training.usesCopies() ? List.of()
                : augment.copies(seeds.get(0));
    }

    /** Test clips as they are played at each speed. */
    List<WaveformChange> speeds() {
        return inference.speeds().stream().map(speed -> speed == 1 ? WaveformChange.NONE
                : new ChangedCopy(Speed.of(speed), 0, 0)).toList();
    }

    /** The same under another name, with features standardized by something else. */
    public ExperimentSpec normalized(String other, InferenceSpec.Normalize by) {
        return new ExperimentSpec(other, corpus, protocol, folds, features, augment, model, training, seeds, leaks,
                inference.with(by));
    }

    /** These settings under another name, for a row that stands for several trainings. */
    ExperimentSpec named(String other) {
        return new ExperimentSpec(other, corpus, protocol, folds, features, augment, model, training, seeds, leaks,
                inference);
    }

    /** The changed copies that are clips of their own when the corpus is divided. */
    public List<ChangedCopy> copiesBeforeSplit() {
        return leaks.has(Leaks.Leak.AUGMENTED_BEFORE_SPLIT) ? augment.copies(seeds.get(0)) : List.of();
    }

    /** Whether its settings alone make it again; not so where features or layers are written in a program. */
    boolean isPortable() {
        return isPortable(features.settings()) && isPortable(model.settings());
    }

    private static boolean isPortable(Object settings) {
        if (settings instanceof Map<?, ?> map) {
            return !"custom".equals(map.get("type")) && map.values().stream().allMatch(ExperimentSpec::isPortable);
        }
        return !(settings instanceof List<?> list) || list.stream().allMatch(ExperimentSpec::isPortable);
    }

    ExperimentSpec on(CorpusChoice other) {
        return new ExperimentSpec(name, other, protocol, folds, features, augment, model, training, seeds, leaks, inference);
    }

    /** The same with other features. */
    public ExperimentSpec with(FeatureSpec other) {
        return new ExperimentSpec(name, corpus, protocol, folds, other, augment, model, training, seeds, leaks,
                inference);
    }

    /** The same with another architecture. */
    public ExperimentSpec with(ModelSpec other) {
        return new ExperimentSpec(name, corpus, protocol, folds, features, augment, other, training, seeds, leaks,
                inference);
    }

    /** Every setting, defaults included, as an experiment file would hold it. */
    public Map<String, Object> settings() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", name);
        all.put("corpus", corpus.settings());
        Map<String, Object> split = new LinkedHashMap<>();
        split.put("protocol", protocol.name());
        split.put("folds", folds.isEmpty() ? "all" : folds);
        all.put("split", split);
        all.put("features", features.settings());
        all.put("augment", augment.settings());
        all.put("model", model.settings());
        all.put("training", learnsAtOnce() ? training.settingsOfHeads() : training.settings());
        all.put("testing", inference.testing());
        all.put("normalise", Settings.word(inference.normalize()));
        all.put("seeds", seeds);
        all.put("leaks", leaks.words());
        return all;
    }
}
