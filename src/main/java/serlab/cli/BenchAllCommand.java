package serlab.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import serlab.AtomicFile;
import serlab.InvalidInputException;
import serlab.Mappers;
import serlab.NearestName;
import serlab.bench.SpeedFigure;
import serlab.bench.SpeedTable;
import serlab.cli.terminal.Json;
import serlab.experiment.Provenance;
import serlab.experiment.TakenFolder;
import serlab.lab.Workspace;

/** {@code ./ser bench all}: every benchmark of speed, each in a process of its own, as one table. */
@Command(name = "all", mixinStandardHelpOptions = true, description = "Runs every benchmark of speed and writes one table, beside "
        + "that of another version if asked.", footer = {"", "What has no yardstick on this machine is listed as not measured. "
            + "Use a machine that does nothing else."})
final class BenchAllCommand implements Callable<Integer> {
    private static final Map<String, List<String>> QUICK = quick();
    private static final String PAGE = "speed.md";
    private static final String OBJECT = "speed.json";

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "only these benchmarks")
    private List<String> only = List.copyOf(QUICK.keySet());

    @Option(names = "--before", paramLabel = "FOLDER", description = "a checkout of another version, measured in turns with this one")
    private Path before;

    @Option(names = "--networks", paramLabel = "NAMES", description = "only these networks are trained, with commas between them")
    private String networks;

    @Option(names = "--quick", description = "few rounds: figures for a first look")
    private boolean quick;

    @Option(names = "--python", paramLabel = "FILE", description = "a Python with experiments/benchmarks/requirements.txt; by default "
            + "that of the folder .venv there")
    private Path python;

    @Option(names = "--out", paramLabel = "DIR", description = "folder for speed.md and speed.json (default: out/bench-all)")
    private Path out;

    @Mixin
    private JsonOption json;

    /** Every benchmark of speed, with what makes it short. */
    private static Map<String, List<String>> quick() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put("features", List.of("--clips", "40", "--rounds", "3"));
        all.put("encoder", List.of("--rounds", "3"));
        all.put("egemaps", List.of("--clips", "10"));
        all.put("training", List.of("--rounds", "3", "--seconds", "1"));
        all.put(SpeedFigure.ON_ALL_CORES, List.of("--rounds", "3", "--seconds", "1"));
        all.put("inference", List.of("--rounds", "3", "--seconds", "1"));
        all.put("sweep", List.of("--rounds", "3", "--seconds", "1"));
        all.put("trials", List.of("--trials", "8", "--epochs", "1"));
        all.put("serving", List.of("--seconds", "15"));
        all.put("start", List.of("--rounds", "5"));
        all.put("live", List.of("--words", "4", "--minutes", "1"));
        all.put("tracking", List.of("--rounds", "1"));
        return all;
    }

    @Override
    public Integer call() throws InterruptedException {
        for (String name : only) {
            if (!QUICK.containsKey(name)) {
                throw new InvalidInputException(NearestName.suggest("benchmark", name, QUICK.keySet()));
            }
        }
        Path root = Workspace.here().root();
        if (before != null && !Files.isExecutable(before.resolve("ser"))) {
            throw new InvalidInputException("--before '" + before + "' has no ./ser; expected a checkout of this project");
        }
        try (TakenFolder folder = TakenFolder.of(out != null ? out : Workspace.here().output("bench-all"))) {
            return measureAll(root, folder.path());
        }
    }

    private int measureAll(Path root, Path folder) throws InterruptedException {
        Map<String, String> missing = new LinkedHashMap<>();
        List<SpeedFigure> figures = new ArrayList<>();
        List<SpeedFigure> earlier = new ArrayList<>();
        long start = System.nanoTime();
        SpeedTable table = null;
        for (int done = 0; done < only.size(); done++) {
            String name = only.get(done);
            System.err.println("bench " + name + " (" + (done + 1) + " of " + only.size() + left(start, done) + ")");
            measure(root, name, figures).ifPresent(reason -> missing.put(name, reason));
            if (before != null && !missing.containsKey(name)) {
                measure(before, name, earlier).ifPresent(reason -> missing.put(name + " before", reason));
            }
            table = new SpeedTable(machine(), version(root), Optional.ofNullable(before).map(BenchAllCommand::version), figures,
                    earlier, missing);
            write(table, folder);
        }
        System.out.print(table.markdown());
        System.out.println("\n  " + folder.resolve(PAGE) + "\n  " + folder.resolve(OBJECT));
        if (json.asked()) {
            System.out.println(Json.line(table.json()));
        }
        return figures.isEmpty() ? 1 : 0;
    }

    /** After each benchmark: an hour's figures outlive what interrupts the next one. */
    private static void write(SpeedTable table, Path folder) {
        new AtomicFile(folder.resolve(PAGE)).write(table.markdown().getBytes(StandardCharsets.UTF_8));
        new AtomicFile(folder.resolve(OBJECT)).write(Json.line(table.json()).getBytes(StandardCharsets.UTF_8));
    }

    private String left(long start, int done) {
        return done == 0 ? "" : String.format(Locale.ROOT, ", about %.0f min left", (System.nanoTime() - start) / 6e10 / done
                * (only.size() - done));
    }

    private static String machine() {
        Map<String, String> tags = Provenance.of(Workspace.here().root()).tags();
        return tags.get("host_class") + ", " + tags.get("system") + ", " + tags.get("jvm") + ", " + tags.get("native_libraries");
    }

    private static String version(Path root) {
        Provenance provenance = Provenance.of(root);
        return provenance.commit().map(hash -> hash.substring(0, 8)).orElse(provenance.version())
                + (provenance.changed() ? " with changes" : "");
    }

    /** A benchmark that came to nothing. */
    private static final class FailedBenchmark extends Exception {
        private static final long serialVersionUID = 1;

        FailedBenchmark(String reason) {
            super(reason);
        }
    }

    /** Adds the figures of a benchmark, or tells why there are none. */
    private Optional<String> measure(Path root, String name, List<SpeedFigure> figures) throws InterruptedException {
        try {
            figures.addAll(measured(root, name));
            return Optional.empty();
        } catch (FailedBenchmark e) {
            return Optional.of(e.getMessage());
        }
    }

    private List<SpeedFigure> measured(Path root, String name) throws FailedBenchmark, InterruptedException {
        boolean onAllCores = name.equals(SpeedFigure.ON_ALL_CORES);
        List<String> command = new ArrayList<>(List.of(root.resolve("ser").toAbsolutePath().toString(), "bench",
                onAllCores ? "training" : name, "--json"));
        if (onAllCores) {
            command.addAll(List.of("--threads", String.valueOf(Runtime.getRuntime().availableProcessors())));
        }
        if (quick) {
            command.addAll(QUICK.get(name));
        }
        if (networks != null && List.of("training", SpeedFigure.ON_ALL_CORES, "inference", "sweep").contains(name)) {
            command.addAll(List.of("--networks", networks));
        }
        Path chosen = python != null ? python : Workspace.here().root().resolve("experiments/benchmarks/.venv/bin/python");
        if (!List.of("trials", "serving", "start", "live", "tracking").contains(name)) {
            command.addAll(List.of("--python", chosen.toAbsolutePath().toString()));
        }
        try {
            Path errors = Files.createTempFile("ser-bench", ".txt");
            Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
            process.getOutputStream().close();
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                List<String> said = lines.lines().toList();
                String complaint = Files.readString(errors).lines().filter(line -> !line.isBlank()).reduce((a, b) -> b).orElse("");
                if (process.waitFor() != 0 || said.isEmpty()) {
                    throw new FailedBenchmark(complaint.replaceFirst("^ser: ", "").replaceFirst(" \\(--debug shows where\\)$", ""));
                }
                return SpeedFigure.of(name, Mappers.JSON.readTree(said.get(said.size() - 1)));
            } finally {
                process.destroy();
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("bench " + name + " could not be run: " + e.getMessage(), e);
        }
    }
}
