package serlab.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
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
import picocli.CommandLine.Parameters;
import serlab.InvalidInputException;
import serlab.NearestFile;
import serlab.Settings;
import serlab.audio.file.AudioDecoder;
import serlab.cli.terminal.Json;
import serlab.cli.terminal.Stoppable;
import serlab.cli.terminal.WorkProgress;
import serlab.corpus.Clip;
import serlab.corpus.ClipSource;
import serlab.corpus.Corpus;
import serlab.corpus.locate.Places;
import serlab.experiment.CorpusChoice;
import serlab.experiment.ExperimentFile;
import serlab.experiment.TakenFolder;
import serlab.feature.FeatureSpec;
import serlab.feature.WaveformChange;
import serlab.feature.cache.ClipPipeline;
import serlab.feature.cache.FeatureCache;
import serlab.feature.export.ExportResult;
import serlab.feature.export.ExportSettings;
import serlab.feature.export.FeatureExport;
import serlab.lab.LabCluster;
import serlab.lab.RunSettings;
import serlab.lab.Workspace;

/** {@code ./ser features}: features of recordings or of a corpus as NumPy files, a CSV or a Parquet table. */
@Command(name = "features", mixinStandardHelpOptions = true,
        description = "Writes features of recordings as NumPy files, a CSV or a Parquet table, with an index. Started again, it "
                + "goes on where it stopped.", footer = {"", Ser.CODES_OF_RECORDINGS})
final class FeaturesCommand implements Callable<Integer> {
    private static final String SECTION = "features";
    /** Settings of the corpus begin with it. */
    private static final String CORPUS = "corpus.";
    /** The label of single recordings. */
    private static final String UNKNOWN = "unknown";

    @Parameters(index = "0", paramLabel = "FEATURE", description = "log-mel, mfcc, zcr…; ./ser models lists them")
    private String type;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "FILES",
            description = "recordings, or nothing for the corpus: " + AudioDecoder.FORMATS)
    private List<Path> files = List.of();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "folder for the features")
    private Path out;

    @Option(names = "--format", defaultValue = "NPY", paramLabel = "npy|csv|parquet",
            description = "npy: a float32 matrix, bands x frames, per clip; csv: one table, a row per frame, or per clip "
                    + "where the feature is a vector; parquet: the same table, typed")
    private ExportSettings.Format format;

    @Option(names = "--data", paramLabel = "PATH",
            description = "the corpus: a folder, a zip archive, a CSV or Parquet table (also SER_DATA); several of them, or A,B, "
                    + "are read as one")
    private List<Path> data;

    @Option(names = "--set", paramLabel = "KEY=VALUE",
            description = "replaces a setting, such as coefficients=20; with frames=174 every clip gets that length, else "
                    + "each keeps its own; may be given several times")
    private List<String> overrides = List.of();

    @Option(names = "--workers", paramLabel = "N",
            description = "recordings at a time; by default one per core; changes no number")
    private Integer workers;

    @Mixin
    private JsonOption json;

    @Option(names = "--quiet", description = "no progress on standard error")
    private boolean quiet;

    @Option(names = "--strict", description = "a clip that cannot be used is an error")
    private boolean strict;

    @Mixin
    private EngineOption engine;

    @Override
    public Integer call() throws InterruptedException {
        ExportSettings settings = settings();
        if (!files.isEmpty() && data != null) {
            throw new InvalidInputException("--data stands beside recordings that are named, of which there are " + files.size()
                    + "; leave one of them out");
        }
        if (workers != null && workers < 1) {
            throw new InvalidInputException("--workers " + workers + " is not positive");
        }
        try (TakenFolder folder = TakenFolder.of(out)) {
            return written(settings, folder);
        }
    }

    private int written(ExportSettings settings, TakenFolder folder) throws InterruptedException {
        int threads = workers == null ? Runtime.getRuntime().availableProcessors() : workers;
        List<Clip> clips = files.isEmpty() ? corpus(settings, folder, threads) : recordings(threads);
        FeatureCache cache = new FeatureCache(Workspace.here().cacheFolder());
        ExportResult result;
        try (Stoppable stoppable = new Stoppable(); WorkProgress progress = new WorkProgress("Features", "clips", 1,
                quiet)) {
            result = new FeatureExport(settings, folder.path(), Optional.of(cache))
                    .runTaken(clips, new ClipPipeline(threads, strict, progress::step));
        }
        cache.warnings().forEach(warning -> System.err.println("note: " + warning));
        result.notes().forEach(note -> System.err.println("note: " + note));
        result.skipped().forEach(reason -> System.err.println("note: left out: " + reason));
        System.out.println(summary(settings.spec(), result));
        if (json.asked()) {
            System.out.println(Json.line(line(settings.spec(), result)));
        }
        return files.isEmpty() ? 0 : Ser.codeOf(result.skipped().size(), clips.size());
    }

    private ExportSettings settings() {
        List<String> dotted = overrides.stream().filter(override -> !override.startsWith(CORPUS))
                .map(override -> override.startsWith(SECTION + ".") ? override : SECTION + "." + override).toList();
        Map<String, Object> values = ExperimentFile.parse(SECTION + ": {}", "--set").with(dotted).values();
        Map<String, Object> section = new LinkedHashMap<>(Map.of("type", type));
        Settings given = new Settings("", values).section(SECTION);
        Object other = given.raw("type");
        if (other != null && !other.equals(type)) {
            throw new InvalidInputException("--set type=" + other + " contradicts './ser features " + type + "'; name the type once: "
                    + "./ser features " + other);
        }
        ((Map<?, ?>) values.get(SECTION)).forEach((key, value) -> section.put(key.toString(), value));
        return new ExportSettings(FeatureSpec.of(section), given.has("frames"), format);
    }

    private List<Clip> corpus(ExportSettings settings, TakenFolder folder, int threads) throws InterruptedException {
        Settings chosen = Settings.of("", ExperimentFile.parse("corpus: {}", "--set").with(overrides.stream()
                .filter(override -> override.startsWith(CORPUS)).toList()).values());
        CorpusChoice choice = CorpusChoice.read(chosen.section("corpus"));
        Corpus corpus = choice.open(Workspace.here().corpora(), Places.joined(data));
        folder.requireApartFrom(corpus);
        CorpusNotes.say(corpus, strict);
        Optional<LabCluster> cluster = engine.cluster(new RunSettings(Places.joined(data), List.of(), Optional.empty(),
                Workspace.here().cache(), threads, strict, System.err::println), out);
        if (cluster.isPresent()) {
            try (LabCluster machines = cluster.get(); Stoppable stoppable = new Stoppable();
                    WorkProgress progress = new WorkProgress("Features on the cluster", "clips", 1, quiet)) {
                machines.features(choice, true, System.err::println).fill(corpus, settings.spec(), WaveformChange.NONE,
                        !settings.fixed(), progress::step);
            }
        }
        return corpus.clips();
    }

    /** The files by their names without extension; a name that occurs again gets a number, one that no other file has by itself. */
    private List<Clip> recordings(int threads) {
        overrides.stream().filter(override -> override.startsWith(CORPUS)).findFirst().ifPresent(override -> {
            throw new InvalidInputException("--set " + override + " is of a corpus, and stands beside recordings that are named; leave it "
                    + "out, or give their folder with --data");
        });
        if (engine.master(threads).isPresent()) {
            throw new InvalidInputException("--engine takes a corpus, named with --data, and no recordings by their names, of which there "
                    + "are " + files.size() + "; leave it out for these");
        }
        Set<String> own = files.stream().filter(Files::isRegularFile).map(FeaturesCommand::name).collect(Collectors.toSet());
        Set<String> taken = new HashSet<>();
        List<Clip> clips = new ArrayList<>();
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw new InvalidInputException("'" + file + (Files.isDirectory(file)
                        ? "' is a folder; a corpus is given with "
                        + "--data " + file + ", recordings by their names" : "' does not exist; "
                        + NearestFile.question(file)
                        + "give recordings such as clip.wav, or a folder with --data"));
            }
            String name = name(file);
            String free = name;
            for (int number = 2; taken.contains(free) || number > 2 && own.contains(free); number++) {
                free = name + "-" + number;
            }
            taken.add(free);
            clips.add(new Clip(free, UNKNOWN, "", Map.of("source", file.toString()), ClipSource.of(file)));
        }
        return clips;
    }

    private static String name(Path file) {
        return file.toAbsolutePath().normalize().getFileName().toString().replaceFirst("(?<=.)\\.[^.]*$", "");
    }

    private static String summary(FeatureSpec spec, ExportResult result) {
        int clips = result.computed() + result.cached() + result.kept();
        return spec.type() + " of " + clips + (clips == 1 ? " clip" : " clips") + " in " + result.result() + " ("
                + result.computed() + " computed, " + (result.cached() > 0 ? result.cached() + " from the cache, " : "") + result.kept() + " kept, " + result.skipped().size() + " left out)";
    }

    private static Map<String, Object> line(FeatureSpec spec, ExportResult result) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("features", spec.settings());
        line.put("computed", result.computed());
        line.put("cached", result.cached());
        line.put("kept", result.kept());
        line.put("skipped", result.skipped());
        line.put("notes", result.notes());
        line.put("index", result.index().toString());
        line.put("result", result.result().toString());
        return line;
    }
}
