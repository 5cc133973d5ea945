package serlab.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.cli.terminal.Json;
import serlab.cli.terminal.Stoppable;
import serlab.cli.terminal.TextTable;
import serlab.cli.terminal.WorkProgress;
import serlab.corpus.Clip;
import serlab.experiment.ExperimentFile;
import serlab.experiment.OutputFolder;
import serlab.experiment.TakenFolder;
import serlab.explore.Exploration;
import serlab.explore.ExplorationReport;
import serlab.explore.effect.ClipNumbers;
import serlab.explore.effect.EffectTables;
import serlab.explore.effect.FeatureEffects;
import serlab.explore.effect.FeatureImportance;
import serlab.explore.effect.FeatureStudy;
import serlab.feature.FeatureSpec;
import serlab.feature.cache.FeatureCache;
import serlab.feature.cache.FeatureLoader;
import serlab.feature.cache.Features;
import serlab.lab.LabCluster;
import serlab.lab.Workspace;

/** {@code ./ser explore}: what there is to know of a corpus before anything is trained. */
@Command(name = "explore", mixinStandardHelpOptions = true,
        description = {"Looks at a corpus: counts, durations, loudness, silence, clipping, pitch and energy by emotion, "
            + "examples, and a map of the clips.", "Writes one offline page of interactive charts, a PNG per chart, and a "
            + "CSV with a line per clip. Started again after an interruption, it goes on where it stopped.",
            "With --features it also tells how strongly each number of a feature differs between emotions, within speakers where "
            + "they are known: eta squared, and Cohen's d of each emotion against the rest; and what a linear model loses without it."})
final class ExploreCommand implements Callable<Integer> {
    private static final int SHOWN = 10;

    @Mixin
    private EngineOption engine;

    @Mixin
    private CommonOptions options;

    @Option(names = "--features", paramLabel = "FEATURE",
            description = "also effect sizes of its numbers: egemaps, or '{type: statistics, of: mfcc}'; of what changes with time, "
                    + "mean and standard deviation over the clip")
    private String features;

    @Override
    public Integer call() throws InterruptedException {
        Path out = options.out != null ? options.out.toAbsolutePath().normalize()
                : Workspace.here().outputs().resolve("explore");
        if (features == null && engine.master(options.workers()).isPresent()) {
            throw new InvalidInputException("--engine computes the numbers of --features, which is not asked for; leave it out, or add such as "
                    + "--features egemaps");
        }
        try (TakenFolder folder = TakenFolder.of(out)) {
            return explored(folder);
        }
    }

    private int explored(TakenFolder taken) throws InterruptedException {
        Path out = taken.path();
        CorpusVisit visit = features == null ? new CorpusVisit(options) : new CorpusVisit(options, section());
        taken.requireApartFrom(visit.corpus());
        Optional<FeatureSpec> spec = features == null ? Optional.empty() : Optional.of(ClipNumbers.perClip(visit.features()));
        visit.announce();
        if (spec.isPresent()) {
            FeatureEffects.requireClasses(visit.corpus().labels());
        }
        Exploration exploration;
        List<Path> files;
        Optional<FeatureStudy> study = Optional.empty();
        List<Features.Skipped> leftOut = new ArrayList<>();
        try (Stoppable stoppable = new Stoppable();
                WorkProgress progress = new WorkProgress("Exploring", "clips", 1, options.quiet)) {
            OutputFolder folder = new OutputFolder(out);
            exploration = Exploration.of(visit.corpus(), visit.pipeline(progress::step), out);
            progress.close();
            leftOut.addAll(exploration.skipped());
            if (spec.isPresent()) {
                Features numbers = numbers(visit, spec.get(), out);
                Set<Clip> known = exploration.skipped().stream().map(Features.Skipped::clip).collect(Collectors.toSet());
                numbers.skipped().stream().filter(one -> !known.contains(one.clip())).forEach(leftOut::add);
                study = Optional.of(FeatureStudy.of(ClipNumbers.of(numbers), visit.corpus().labels()));
            }
            files = ExplorationReport.write(exploration, study, folder);
        }
        visit.report(leftOut);
        exploration.telltales().forEach(telltale -> System.out.println("The recording tells the emotion, by " + telltale));
        study.ifPresent(found -> print((visit.features().isSequence() ? "mean and deviation of " : "") + visit.features().type(), found));
        files.forEach(file -> System.out.println("  " + file));
        System.out.println("Open " + files.get(0).toUri() + " in a browser.");
        if (options.json.asked()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("corpus", exploration.corpus().name());
            all.put("clips", exploration.rows().size());
            all.put("skipped", exploration.skipped().size());
            all.put("not_read", exploration.corpus().faults());
            all.put("seconds", exploration.rows().stream().mapToDouble(row -> row.measures().durationSeconds()).sum());
            all.put("telltales", exploration.telltales());
            all.put("files", files.stream().map(Path::toString).toList());
            study.ifPresent(found -> all.put("effects", json(found.effects())));
            study.flatMap(FeatureStudy::importance).ifPresent(found -> all.put("importance", json(found)));
            System.out.println(Json.line(all));
        }
        return 0;
    }

    private static void print(String what, FeatureStudy study) {
        FeatureEffects effects = study.effects();
        System.out.println(what + ", the strongest of " + effects.all().size() + ": " + effects.comparison()
                + "; under each emotion Cohen's d against the rest\n"
                + new TextTable(EffectTables.strongest(effects, SHOWN), Set.of(0, 1)).ruled());
        effects.caution().ifPresent(caution -> System.out.println("Caution: " + caution + "."));
        System.out.println(study.importance().map(importance -> importance.some()
                ? what + ", the most important of " + importance.all().size() + ": " + importance.judge() + "\n"
                        + new TextTable(EffectTables.mostImportant(importance, SHOWN), Set.of(0, 1)).ruled()
                : what + ", " + Counted.of(importance.all().size(), "number") + ": " + importance.judge() + "; " + FeatureStudy.NONE_MATTERS + ".")
                .orElseGet(() -> "No importance: " + study.withoutImportance() + "."));
    }

    private Map<String, Object> section() {
        String text = features.strip();
        return ExperimentFile.parse("features: " + (text.startsWith("{") ? text : "{type: " + text + "}"), "of --features").values();
    }

    private Features numbers(CorpusVisit visit, FeatureSpec spec, Path out) throws InterruptedException {
        FeatureCache cache = options.cache();
        Optional<LabCluster> cluster = engine.cluster(options.settings(), out);
        try (WorkProgress progress = new WorkProgress("Features", "clips", 1, options.quiet)) {
            FeatureLoader loader = new FeatureLoader(cache);
            return cluster.map(machines -> loader.after(machines.features(visit.choice(), false, System.err::println))).orElse(loader)
                    .load(visit.corpus(), spec, options.workers(), options.strict, progress::step);
        } finally {
            cluster.ifPresent(LabCluster::close);
            cache.warnings().forEach(warning -> System.err.println("note: " + warning));
        }
    }

    private static Map<String, Object> json(FeatureEffects effects) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("within_speakers", effects.withinSpeakers());
        all.put("eta_squared_by_chance", effects.chance());
        Map<String, Double> strongest = new LinkedHashMap<>();
        effects.all().stream().filter(effect -> Double.isFinite(effect.etaSquared())).limit(SHOWN)
                .forEach(effect -> strongest.put(effect.name(), effect.etaSquared()));
        all.put("eta_squared", strongest);
        return all;
    }

    private static Map<String, Object> json(FeatureImportance importance) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("uar", importance.uar());
        all.put("folds", importance.folds());
        all.put("by_speakers", importance.bySpeakers());
        Map<String, Double> lost = new LinkedHashMap<>();
        importance.all().stream().limit(SHOWN).forEach(one -> lost.put(one.name(), one.mean()));
        all.put("uar_lost", lost);
        return all;
    }
}
