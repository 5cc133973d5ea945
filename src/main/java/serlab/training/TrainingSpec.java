package serlab.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import serlab.Settings;
import serlab.model.BuildSettings;
import serlab.part.Declaration;
import serlab.training.optimizer.AdamOptimizer;
import serlab.training.optimizer.Optimizer;
import serlab.training.schedule.PlateauSchedule;
import serlab.training.schedule.Reduction;
import serlab.training.schedule.Schedule;

/**
 * Settings of a training, in sections.
 *
 * @param optimizer how gradients change the weights, with the first learning rate
 * @param schedule  how the learning rate changes
 * @param sampling  what a network is shown
 * @param targets   what it is to answer
 * @param averaging average of its weights
 * @param stopping  how long it is trained, and which weights are kept
 * @param reduction of a plateau; under another schedule without effect, but among the settings all the same
 */
public record TrainingSpec(Optimizer optimizer, Schedule schedule, Sampling sampling, Targets targets, Averaging averaging,
                           Stopping stopping, Reduction reduction) {
    /** The order in which settings are written; options that came later follow. */
    private static final List<String> ORDER = List.of("optimizer", "learningRate", "schedule", "warmupEpochs",
            "reduceFactor", "reducePatience", "weightDecay", "batch", "epochs", "earlyStopping", "keep", "averaging", "labelSmoothing",
            "selfDistillation", "classWeights", "sampling", "copies", "originals", "windows", "clipNorm", "refit");

    public TrainingSpec {
        if (optimizer == null || schedule == null || sampling == null || targets == null || averaging == null
                || stopping == null || reduction == null) {
            throw new IllegalArgumentException("a section of the training is null; TrainingSpec.standard() has all of them");
        }
        reduction = schedule instanceof PlateauSchedule plateau ? plateau.reduction() : reduction;
    }

    /** Adam at 5e-4, batches of 32, 60 epochs at most, early stopping after 12, rate halved after 4. */
    public static TrainingSpec standard() {
        return new TrainingSpec(AdamOptimizer.of(5e-4), PlateauSchedule.standard(), Sampling.standard(), Targets.standard(),
                Averaging.none(), Stopping.standard(), Reduction.standard());
    }

    /**
     * Reads the {@code training} section of an experiment file: settings in sections, or without.
     *
     * @throws serlab.InvalidInputException for an unknown key, a value out of range, or a setting that stands there twice
     */
    public static TrainingSpec of(Map<String, ?> section) {
        Map<String, Object> flat = TrainingSection.flattened(section);
        Map<String, String> paths = TrainingSection.written(section);
        Settings all = new Settings("training", flat, paths);
        TrainingSection.keys().forEach(all::has);
        all.done();
        return new TrainingSpec(TrainingSection.OPTIMIZER.read(flat, paths, Optimizer.catalog(), "adam"),
                TrainingSection.SCHEDULE.read(flat, paths, Schedule.catalog(), PlateauSchedule.NAME),
                Declaration.of(Sampling.class).read(all), Declaration.of(Targets.class).read(all),
                Declaration.of(Averaging.class).read(all), Declaration.of(Stopping.class).read(all),
                Declaration.of(Reduction.class).read(all));
    }

    /** Settings with others laid over them, in sections or without; of a setting, what lies over counts. */
    public static Map<String, Object> laidOver(Map<String, ?> under, Map<String, ?> over) {
        return TrainingSection.laidOver(under, over);
    }

    /** Every setting with its value, as an experiment file without sections would hold them. */
    public Map<String, Object> settings() {
        Map<String, Object> sections = new LinkedHashMap<>();
        sections.put("optimizer", optimizer.settings());
        sections.put("schedule", schedule.settings());
        List.of(sampling, targets, averaging, stopping).forEach(section -> sections.putAll(settings(section)));
        Map<String, Object> all = TrainingSection.flattened(sections);
        settings(reduction).forEach(all::putIfAbsent);
        Map<String, Object> ordered = new LinkedHashMap<>();
        ORDER.stream().filter(all::containsKey).forEach(key -> ordered.put(key, all.get(key)));
        all.forEach(ordered::putIfAbsent);
        return ordered;
    }

    private static Map<String, Object> settings(Record options) {
        return Declaration.of(options.getClass()).settings(options);
    }

    /** The same with another optimizer. */
    public TrainingSpec with(Optimizer other) {
        return new TrainingSpec(other, schedule, sampling, targets, averaging, stopping, reduction);
    }

    /** The same with another schedule. */
    public TrainingSpec with(Schedule other) {
        return new TrainingSpec(optimizer, other, sampling, targets, averaging, stopping, reduction);
    }

    /** The same, shown otherwise. */
    public TrainingSpec with(Sampling other) {
        return new TrainingSpec(optimizer, schedule, other, targets, averaging, stopping, reduction);
    }

    /** The same with other targets. */
    public TrainingSpec with(Targets other) {
        return new TrainingSpec(optimizer, schedule, sampling, other, averaging, stopping, reduction);
    }

    /** The same with another average of the weights. */
    public TrainingSpec with(Averaging other) {
        return new TrainingSpec(optimizer, schedule, sampling, targets, other, stopping, reduction);
    }

    /** The same for longer or shorter. */
    public TrainingSpec with(Stopping other) {
        return new TrainingSpec(optimizer, schedule, sampling, targets, averaging, other, reduction);
    }

    /** The settings that mean something to a head, which has no epochs. */
    public Map<String, Object> settingsOfHeads() {
        Map<String, Object> all = settings();
        all.keySet().retainAll(Set.of("classWeights", "copies", "originals", "refit"));
        return all;
    }

    /** How a network is built that is to be trained with these settings. */
    public BuildSettings build(long seed) {
        return BuildSettings.fast(seed, optimizer.updater(), optimizer.step().weightDecay());
    }

    /** First learning rate. */
    public double learningRate() {
        return optimizer.step().learningRate();
    }

    /** Most passes over the training clips. */
    public int epochs() {
        return stopping.epochs();
    }

    /** Whether changed copies of clips are ever trained on. */
    public boolean usesCopies() {
        return sampling.copies() == Sampling.Copies.ALL || sampling.originals() < 1;
    }

    /** Whether features must keep the length of their recordings. */
    public boolean wholeClips() {
        return sampling.windows() == Sampling.Windows.RANDOM;
    }

    /** Whether the network that is kept is trained anew with the validation clips. */
    public boolean refits() {
        return stopping.refit() == Stopping.Refit.WITH_VALIDATION;
    }
}
