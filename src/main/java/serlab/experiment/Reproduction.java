package serlab.experiment;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import serlab.InvalidInputException;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusFingerprint;
import serlab.corpus.CorpusPlace;
import serlab.corpus.locate.CorpusLocator;
import serlab.corpus.locate.Places;
import serlab.tracking.TrackingUnavailableException;
import serlab.tracking.registry.TrackedRun;
import serlab.tracking.registry.TrackedRuns;

/**
 * A tracked run that is to be run again: a training, or an experiment or comparison with all its trainings. Everything
 * needed comes from the run: its experiment file, fold, seed, and what the machine and the corpus were.
 */
public final class Reproduction {
    private static final String FILE = "experiment.yaml";
    private static final List<String> METRICS = List.of("test/uar", "test/accuracy", "test/macro_f1");
    /** What may change numbers, by the tags that tell it. */
    private static final Map<String, String> CAUSES = causes();

    private final TrackedRun run;
    private final ExperimentFile file;
    private final Map<TrainingKey, TrackedRun> trainings;

    private Reproduction(TrackedRun run, ExperimentFile file, Map<TrainingKey, TrackedRun> trainings) {
        this.run = run;
        this.file = file;
        this.trainings = trainings;
    }

    private static Map<String, String> causes() {
        Map<String, String> causes = new LinkedHashMap<>();
        causes.put("mlflow.source.git.commit", "code");
        causes.put("commit_changed", "uncommitted changes");
        causes.put("library_version", "library version");
        causes.put("native_libraries", "native libraries");
        causes.put("onednn", "oneDNN");
        causes.put("native_threads", "threads per training");
        causes.put("jvm", "Java");
        causes.put("system", "operating system");
        causes.put("host_class", "machine");
        return causes;
    }

    /**
     * Reads what a run holds.
     *
     * @throws InvalidInputException        if it is no run of this laboratory, or did not finish
     * @throws TrackingUnavailableException if the server does not answer
     */
    public static Reproduction of(TrackedRuns runs, String id) throws TrackingUnavailableException {
        TrackedRun run = runs.run(id);
        if (!run.tags().containsKey("kind")) {
            throw new InvalidInputException("run '" + id + "' (" + run.name()
                    + ") was not made by ./ser run or ./ser compare, so it cannot be reproduced");
        }
        Map<TrainingKey, TrackedRun> trainings = new LinkedHashMap<>();
        collect(runs, run, trainings);
        if (trainings.isEmpty()) {
            throw new InvalidInputException("run '" + id + "' (" + run.name() + ", " + run.status()
                    + ") holds no finished training; there is nothing to compare with");
        }
        ExperimentFile file = ExperimentFile.parse(new String(runs.artifact(run, FILE), StandardCharsets.UTF_8), FILE);
        return new Reproduction(run, file.with(overrides(run, file)), trainings);
    }

    private static void collect(TrackedRuns runs, TrackedRun run, Map<TrainingKey, TrackedRun> into)
            throws TrackingUnavailableException {
        Map<String, String> tags = run.tags();
        if ("training".equals(tags.get("kind"))) {
            if (tags.containsKey(Recorder.WEIGHTS)) {
                into.put(new TrainingKey(tags.get("variant"), Integer.parseInt(tags.get("fold")),
                        Long.parseLong(tags.get("seed"))), run);
            }
            return;
        }
        for (TrackedRun child : runs.children(run)) {
            collect(runs, child, into);
        }
    }

    /** A training's file names all folds and seeds of its experiment; the run says which it was. */
    private static List<String> overrides(TrackedRun run, ExperimentFile file) {
        List<String> overrides = new ArrayList<>();
        if ("training".equals(run.tags().get("kind"))) {
            overrides.add("split.folds=[" + run.tags().get("fold") + "]");
            overrides.add("seeds=[" + run.tags().get("seed") + "]");
        }
        if (isSynthetic(run) && !run.tags().containsKey(CorpusPlace.PATH_TAG) && !several(file)) {
            overrides.add("corpus.type=synthetic");
        }
        return overrides;
    }

    /**
     * Opens the corpus of the run: the place that is named, else the one that the run holds; never another one.
     *
     * @param data place that was named
     * @throws InvalidInputException if nothing says where it lies, it is not there, or its clips are not those of the run
     */
    public Corpus open(CorpusLocator locator, Optional<Path> data) {
        CorpusChoice choice = ComparisonSpec.of(file).variants().get(0).corpus();
        if (isSynthetic() && data.isEmpty() && !run.tags().containsKey(CorpusPlace.PATH_TAG)) {
            return checked(choice.open(locator, Optional.empty()));
        }
        Optional<Path> held = Optional.ofNullable(run.tags().get(CorpusPlace.PATH_TAG)).map(Path::of);
        Optional<Path> gone = held.map(Places::of).flatMap(Places::missing);
        if (data.isEmpty() && gone.isPresent()) {
            throw new InvalidInputException("the corpus of " + described() + " is not where it was, in '" + gone.get()
                    + "'; bring it back, or name where it lies now with --data PATH");
        }
        Optional<Path> place = data.or(() -> held).or(() -> locator.locate(Optional.empty()));
        if (place.isEmpty()) {
            throw new InvalidInputException("nothing says where the corpus of " + described()
                    + " lies; name it with --data PATH");
        }
        return checked(choice.open(locator, place));
    }

    /** Checks all clips where the run could use them all; what it could use is checked once that is known again. */
    private Corpus checked(Corpus corpus) {
        if ("0".equals(run.tags().get(Recorder.SKIPPED))) {
            expected().ifPresent(expected -> expected.require(corpus, CorpusFingerprint.of(corpus).hex()));
        }
        return corpus;
    }

    /** The clips that the run used; empty if it does not hold their fingerprint. */
    public Optional<ExpectedCorpus> expected() {
        return Optional.ofNullable(run.tags().get(Recorder.FINGERPRINT)).map(fingerprint -> new ExpectedCorpus(
                "run '" + run.id() + "' (" + run.tags().get("corpus") + ")",
                Integer.parseInt(run.tags().getOrDefault(Recorder.CLIPS, "0")), fingerprint));
    }

    private String described() {
        return "run '" + run.id() + "' (" + run.tags().getOrDefault("corpus", "unknown corpus") + ", "
                + run.tags().getOrDefault(Recorder.CLIPS, "?") + " clips)";
    }

    private boolean isSynthetic() {
        return isSynthetic(run);
    }

    private static boolean isSynthetic(TrackedRun run) {
        return "true".equals(run.tags().get("corpus_synthetic"));
    }

    /** Whether its corpus is put together of several, some of which may be synthetic. */
    private static boolean several(ExperimentFile file) {
        return file.values().get("corpus") instanceof Map<?, ?> corpus && corpus.containsKey("of");
    }

    /** The run that is reproduced. */
    public TrackedRun original() {
        return run;
    }

    /** The experiment, as the run holds it. */
    public ExperimentFile file() {
        return file;
    }

    /**
     * One thing compared.
     *
     * @param what   training and value
     * @param before of the original
     * @param now    of the repetition
     */
    public record Line(String what, String before, String now) {
        public boolean same() {
            return before.equals(now);
        }
    }

    /**
     * What the repetition gave.
     *
     * @param lines  weights and metrics, training by training
     * @param causes what else is not as it was, and may be why
     */
    public record Report(List<Line> lines, List<Line> causes) {
        public Report {
            lines = List.copyOf(lines);
            causes = List.copyOf(causes);
        }

        /** Whether all weights and metrics are equal to the last bit. */
        public boolean same() {
            return lines.stream().allMatch(Line::same);
        }
    }

    /** Compares a repetition with the original. */
    public Report compare(ComparisonResult again, Provenance provenance) {
        List<Line> lines = new ArrayList<>();
        for (VariantResult variant : again.variants()) {
            for (TrainingResult training : variant.trainings()) {
                TrackedRun before = trainings.get(training.key());
                if (before != null) {
                    lines.addAll(compare(before, training));
                }
            }
        }
        again.failed().stream().filter(failed -> trainings.containsKey(failed.key())).forEach(failed ->
                lines.add(new Line(failed.key().variant() + ", fold " + failed.key().fold() + ", seed "
                        + failed.key().seed() + ": training", "finished", "failed: " + failed.reason())));
        return new Report(lines, causes(again.corpus(), provenance));
    }

    private List<Line> compare(TrackedRun before, TrainingResult training) {
        String name = training.key().variant() + ", fold " + training.key().fold() + ", seed " + training.key().seed() + ": ";
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(name + "weights", before.tags().get(Recorder.WEIGHTS), WeightsHash.of(training.bundle())));
        Map<String, Double> now = training.report().metrics();
        for (String metric : METRICS) {
            lines.add(new Line(name + metric, String.valueOf(before.metrics().get(metric)),
                    String.valueOf(now.get(metric.substring("test/".length())))));
        }
        return lines;
    }

    private List<Line> causes(Corpus corpus, Provenance provenance) {
        List<Line> lines = new ArrayList<>();
        if (expected().isEmpty()) {
            lines.add(new Line("corpus", "unknown", CorpusFingerprint.of(corpus).hex()));
        }
        Map<String, String> now = provenance.tags();
        CAUSES.forEach((tag, words) -> lines.add(new Line(words, run.tags().getOrDefault(tag, "unknown"),
                now.getOrDefault(tag, "unknown"))));
        return lines.stream().filter(line -> !line.same() || line.before().equals("true") && line.what().startsWith("uncommitted"))
                .toList();
    }
}
