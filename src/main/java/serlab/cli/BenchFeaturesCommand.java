package serlab.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import serlab.InvalidInputException;
import serlab.audio.AudioDecoder;
import serlab.audio.Resampler;
import serlab.audio.WavEncoder;
import serlab.bench.FeatureBenchmark;
import serlab.bench.FeatureBenchmark.Time;
import serlab.cli.terminal.Json;
import serlab.cli.terminal.TemporaryFolder;
import serlab.corpus.Clip;
import serlab.corpus.synthetic.SyntheticSpec;

/** {@code ./ser bench features}: rate of feature extraction against librosa, on the same files, in turns. */
@Command(name = "features", mixinStandardHelpOptions = true,
        description = "Measures log-mel, MFCC, zero-crossing rate and RMS from WAV files against librosa, in turns.")
final class BenchFeaturesCommand implements Callable<Integer> {
    private static final List<Integer> SOURCE_RATES = List.of(48_000, 22_050);

    @Option(names = "--clips", defaultValue = "60", paramLabel = "N", description = "synthetic voices, 1 to 384 (default 60)")
    private int clips;

    @Option(names = "--rounds", defaultValue = "5", paramLabel = "N",
            description = "passes over the clips; the fastest counts (default 5)")
    private int rounds;

    @Option(names = "--python", paramLabel = "PATH",
            description = "a Python with experiments/benchmarks/requirements.txt; by default that of the folder .venv there")
    private Path python;

    @Option(names = "--json", description = "the last line on standard output is one JSON object")
    private boolean json;

    @Option(names = "--debug", description = "stack traces with errors")
    private boolean debug;

    @Override
    public Integer call() throws InterruptedException {
        List<Clip> voices = SyntheticSpec.defaults().open(null).clips();
        if (clips < 1 || clips > voices.size() || rounds < 1) {
            throw new InvalidInputException("--clips " + clips + " and --rounds " + rounds + ": expected 1 to "
                    + voices.size() + " clips and at least 1 round");
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        System.out.printf("%-10s %-22s %8s %12s %14s%n", "WAV", "by", "threads", "clips/s", "CPU ms/clip");
        for (int rate : SOURCE_RATES) {
            rows.addAll(measured(voices.subList(0, clips), rate));
        }
        System.out.println("log-mel, MFCC, zero-crossing rate and RMS at 22050 Hz, decoding included; " + clips
                + " synthetic voices, fastest of " + rounds + " rounds");
        if (json) {
            System.out.println(Json.line(Map.of("features", rows)));
        }
        return 0;
    }

    private List<Map<String, Object>> measured(List<Clip> voices, int rate) throws InterruptedException {
        try (TemporaryFolder folder = TemporaryFolder.create("ser-bench")) {
            return rows(written(voices, rate, folder.path()), rate, folder.path());
        } catch (IOException e) {
            throw new UncheckedIOException("benchmark files could not be written: " + e.getMessage(), e);
        }
    }

    private static List<Path> written(List<Clip> voices, int rate, Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Clip clip : voices) {
            byte[] voice = clip.source().bytes();
            Path file = folder.resolve(clip.id() + ".wav");
            files.add(Files.write(file, WavEncoder.encode16(
                    Resampler.resample(AudioDecoder.decode(voice, clip.id()), rate))));
        }
        return files;
    }

    private List<Map<String, Object>> rows(List<Path> files, int rate, Path folder) throws IOException,
            InterruptedException {
        FeatureBenchmark ours = new FeatureBenchmark(files);
        int cores = Runtime.getRuntime().availableProcessors();
        ours.pass(1);
        List<Time> single = new ArrayList<>();
        List<Time> parallel = new ArrayList<>();
        List<Time> librosa = new ArrayList<>();
        try (Librosa other = Librosa.start(interpreter(), files, folder)) {
            for (int round = 0; round < rounds; round++) {
                single.add(ours.pass(1));
                librosa.add(other.pass());
                parallel.add(ours.pass(cores));
            }
            List<Map<String, Object>> rows = new ArrayList<>();
            rows.add(row(rate, "serlab", 1, files.size(), single));
            rows.add(row(rate, other.version(), 1, files.size(), librosa));
            rows.add(row(rate, "serlab", cores, files.size(), parallel));
            double ratio = best(librosa).wallSeconds() / best(single).wallSeconds();
            System.out.printf(Locale.ROOT, "%-10s %.1f times librosa's rate on one thread (%.1f by CPU time), %d threads %.2f "
                    + "times one%n", "", ratio, cpu(librosa) / cpu(single), cores,
                    best(single).wallSeconds() / best(parallel).wallSeconds());
            return rows;
        }
    }

    private Path interpreter() {
        Path file = python != null ? python
                : Project.here().root().resolve("experiments/benchmarks/.venv/bin/python").toAbsolutePath();
        if (!Files.isExecutable(file)) {
            throw new InvalidInputException("no Python at '" + file + "'; make one with python3 -m venv "
                    + "experiments/benchmarks/.venv and pip install -r experiments/benchmarks/requirements.txt, or name one "
                    + "with --python");
        }
        return file;
    }

    private static Map<String, Object> row(int rate, String by, int threads, int clips, List<Time> times) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("sourceRate", rate);
        row.put("by", by);
        row.put("threads", threads);
        row.put("clipsPerSecond", clips / best(times).wallSeconds());
        row.put("cpuMillisecondsPerClip", 1000 * cpu(times) / clips);
        System.out.printf(Locale.ROOT, "%-10s %-22s %8d %12.1f %14.2f%n", rate + " Hz", by, threads,
                row.get("clipsPerSecond"), row.get("cpuMillisecondsPerClip"));
        return row;
    }

    private static Time best(List<Time> times) {
        return times.stream().min(Comparator.comparingDouble(Time::wallSeconds)).orElseThrow();
    }

    private static double cpu(List<Time> times) {
        return times.stream().mapToDouble(Time::cpuSeconds).min().orElseThrow();
    }

    /** A Python process that waits between passes. */
    private static final class Librosa implements AutoCloseable {
        private final Process process;
        private final BufferedReader answers;
        private final String version;

        private Librosa(Process process) throws IOException {
            this.process = process;
            this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            this.version = answer();
        }

        static Librosa start(Path python, List<Path> files, Path folder) throws IOException {
            Path names = Files.write(folder.resolve("names.txt"), files.stream().map(Path::toString).toList());
            Path script = Project.here().root().resolve("experiments/benchmarks/bench_features.py");
            Process process = new ProcessBuilder(python.toString(), "-W", "ignore", script.toString(), names.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            return new Librosa(process);
        }

        String version() {
            return version;
        }

        Time pass() throws IOException {
            OutputStream requests = process.getOutputStream();
            requests.write('\n');
            requests.flush();
            String[] seconds = answer().split(" ");
            return new Time(Double.parseDouble(seconds[0]), Double.parseDouble(seconds[1]));
        }

        private String answer() throws IOException {
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("Python ended early; its message stands above");
            }
            return line;
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
