package serlab.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.corpus.Corpus;
import serlab.corpus.DuplicateMark;
import serlab.corpus.SpeakerMark;
import serlab.corpus.split.SplitProtocol;
import serlab.experiment.DottedKeys;
import serlab.experiment.ExperimentFile;
import serlab.experiment.ExperimentSpec;
import serlab.part.Catalog;
import serlab.part.Configured;
import serlab.sweep.search.Configuration;
import serlab.sweep.search.Pruner;
import serlab.sweep.search.Sampler;
import serlab.sweep.search.SamplerSpec;
import serlab.sweep.search.SearchSpace;

/**
 * What a sweep file says.
 *
 * @param name      what tables and runs call it
 * @param space     the experiment and the settings searched
 * @param sampler   chooses the configurations
 * @param window    trials that may be unfinished when the next is chosen, and so the most that run side by side where
 *                  outcomes matter to later trials; part of the result, unlike the number of workers
 * @param pruner    stops hopeless trials early, if there is one
 * @param finalists how the best are repeated
 * @param retries   times that a trial is tried again after its worker died
 * @param seed      of every draw
 */
public record SweepSpec(String name, SearchSpace space, SamplerSpec sampler, int window,
                        Optional<Pruner> pruner, Finalists finalists, int retries, long seed) {
    /**
     * The best trials, trained again on several folds and seeds and then tested.
     *
     * @param count how many trials
     * @param folds fold numbers; empty for all
     * @param seeds one training per fold and seed
     */
    public record Finalists(int count, List<Integer> folds, List<Long> seeds) {
        public Finalists {
            folds = List.copyOf(folds);
            seeds = List.copyOf(seeds);
        }
    }

    /**
     * Reads a sweep file and tries the experiment reader on points all over the space.
     *
     * @throws InvalidInputException for unknown keys, wrong types, and settings that no experiment can have
     */
    public static SweepSpec of(ExperimentFile file) {
        Settings s = new Settings("", file.values());
        String name = s.text("name");
        Map<String, Object> base = new LinkedHashMap<>(section(s, "experiment"));
        if (base.containsKey("experiment") || base.containsKey("search")) {
            throw new InvalidInputException("experiment is a sweep itself; expected one experiment with features and a model: what it "
                    + "has under experiment stands there, what it has under search goes under this sweep's search");
        }
        Stream.of("variants", "ensemble").filter(base::containsKey).findFirst().ifPresent(key -> {
            throw new InvalidInputException("experiment has " + key + "; a sweep varies one experiment: expected features and a model, "
                    + "and under search what is to differ");
        });
        base.put("name", name);
        SamplerSpec sampler = part(s, "sampler", SamplerSpec.catalog(), "tpe");
        Optional<Pruner> pruner = s.has("pruner") ? Optional.of(part(s, "pruner", Pruner.catalog(), "asha")) : Optional.empty();
        Settings last = s.section("finalists");
        Finalists finalists = new Finalists(last.integer("count", 3, 0, 100), folds(last),
                numbers("finalists.seeds", last.list("seeds", List.of(1, 2, 3))));
        last.done();
        SweepSpec spec = new SweepSpec(name, SearchSpace.read(base, section(s, "search")), sampler,
                s.integer("window", 4, 1, 1000), pruner, finalists, s.integer("retries", 2, 0, 100),
                s.integer("seed", 1, 0, Integer.MAX_VALUE));
        s.done();
        spec.requireExperiments();
        return spec;
    }

    private static Map<String, Object> section(Settings s, String key) {
        s.section(key);
        return s.raw(key) == null ? Map.of() : ExperimentFile.castMap(s.raw(key));
    }

    private static <P extends Configured> P part(Settings s, String key, Catalog<P> catalog, String otherwise) {
        Settings section = s.section(key);
        P part = catalog.read(section, section.text("type", otherwise));
        section.done();
        return part;
    }

    private static List<Integer> folds(Settings s) {
        return s.raw("folds") == null || "all".equals(s.raw("folds")) ? List.of()
                : numbers("finalists.folds", s.list("folds", List.of())).stream().map(Math::toIntExact).toList();
    }

    private static List<Long> numbers(String key, List<?> list) {
        return list.stream().map(number -> {
            if (number instanceof Integer || number instanceof Long) {
                return ((Number) number).longValue();
            }
            throw new InvalidInputException(key + " holds '" + number + "'; expected whole numbers");
        }).distinct().toList();
    }

    private void requireExperiments() {
        for (Configuration point : space.probes()) {
            try {
                if (ExperimentSpec.of(space.settings(point)).leaks().any()) {
                    throw new InvalidInputException("a sweep has no leaks; they are for ./ser run");
                }
            } catch (InvalidInputException e) {
                throw new InvalidInputException("no experiment can have " + point.shown() + ": " + e.getMessage(), e);
            }
        }
    }

    /** The experiment of a point. */
    public ExperimentSpec experiment(Configuration point) {
        return ExperimentSpec.of(space.settings(point));
    }

    /** An experiment of the space; corpus and split are those of all, unless they are searched. */
    public ExperimentSpec anyExperiment() {
        return experiment(space.probes().get(0));
    }

    Sampler samplerOfPoints() {
        return sampler.over(space, seed);
    }

    /** Whether outcomes matter to later trials, so that no more than the window run side by side. */
    public boolean waits() {
        return pruner.isPresent() || samplerOfPoints().learns();
    }

    /** How many trials there will be at most. */
    public int plannedTrials() {
        return sampler.planned(space);
    }

    /** How the space is searched, as parameters of a run. */
    Map<String, String> searched() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("sampler", sampler.type());
        parameters.put("trials", String.valueOf(plannedTrials()));
        parameters.put("seed", String.valueOf(seed));
        parameters.put("window", String.valueOf(window));
        parameters.put("pruner", pruner.map(Pruner::settings).map(String::valueOf).orElse("none"));
        space.parameters().forEach(p -> parameters.merge("search." + p.key(), String.valueOf(p.domain()),
                (a, b) -> a + ", " + b));
        return parameters;
    }

    /** What decides the points and their scores, one dotted key a line; two sweeps with equal lines are the same. */
    public List<String> identity() {
        Map<String, Object> raw = new LinkedHashMap<>();
        raw.put("base", space.base());
        raw.put("sampler", sampler.type());
        raw.put("trials", sampler.trials());
        raw.put("startup", sampler.startup());
        raw.put("window", window);
        raw.put("pruner", pruner.map(Pruner::settings).orElse(Map.of()));
        raw.put("finalists", finalists.toString());
        raw.put("seed", seed);
        List<String> lines = new ArrayList<>(DottedKeys.flat(raw).entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue()).toList());
        space.parameters().forEach(p -> lines.add("search " + p.key() + ": " + p.domain() + " when " + p.when()));
        return lines;
    }

    /** Lines of either identity that the other has not. */
    static List<String> differences(List<String> before, List<String> now) {
        return Stream.concat(before.stream().filter(line -> !now.contains(line)).map(line -> "was " + line),
                now.stream().filter(line -> !before.contains(line)).map(line -> "is " + line)).toList();
    }

    /** Test speakers who are heard in training or validation, where the corpus' own split has them so. */
    public SpeakerMark speakersAcross(Corpus corpus) {
        return anyExperiment().protocol().on(corpus).speakersAcross(corpus);
    }

    /** How many of the clips that finalists are tested on have a duplicate that is trained or validated on. */
    public DuplicateMark duplicatesAcross(Corpus corpus) {
        SplitProtocol protocol = anyExperiment().protocol();
        if (corpus.duplicates().groups().isEmpty()) {
            return DuplicateMark.NONE;
        }
        List<Integer> folds = finalists.folds().isEmpty() ? IntStream.range(0, protocol.folds(corpus)).boxed().toList()
                : finalists.folds();
        return DuplicateMark.of(corpus.duplicates(), folds.stream().flatMap(fold -> finalists.seeds().stream()
                .map(seed -> protocol.split(corpus, fold, seed))).toList());
    }
}
