package serlab.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import serlab.AtomicFile;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.audio.Resampler;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.audio.file.WavEncoder;
import serlab.bench.EgemapsAgreement;
import serlab.bench.FeatureBenchmark.Time;
import serlab.bench.FunctionalsTable;
import serlab.bench.YardstickProcess;
import serlab.cli.terminal.Json;
import serlab.cli.terminal.TemporaryFolder;
import serlab.corpus.Clip;
import serlab.experiment.TakenFolder;
import serlab.feature.EgemapsSpec;
import serlab.plot.BarsPlot;

/** {@code ./ser bench egemaps}: agreement with openSMILE's eGeMAPS and speed beside it, on recordings of a corpus. */
@Command(name = "egemaps", mixinStandardHelpOptions = true, description = "Compares eGeMAPS with openSMILE on recordings of a corpus: "
        + "correlation of every functional, frames within tolerance, voicing, pitch, speed on one thread.")
final class BenchEgemapsCommand implements Callable<Integer> {
    private static final String PITCH = "F0semitoneFrom27.5Hz_sma3nz";
    private static final List<Double> EDGES = List.of(0.99, 0.95, 0.9, 0.7);

    @Mixin
    private CommonOptions options;

    @Option(names = "--clips", defaultValue = "240", paramLabel = "N",
            description = "most recordings, spread evenly over the corpus (default ${DEFAULT-VALUE})")
    private int clips;

    @Option(names = "--rate", defaultValue = "16000", paramLabel = "HZ",
            description = "sampling rate that both get the recordings at (default ${DEFAULT-VALUE})")
    private int rate;

    @Mixin
    private BenchPython python;

    @Override
    public Integer call() {
        if (clips < 3) {
            throw new InvalidInputException("--clips " + clips + ": expected at least 3");
        }
        EgemapsSpec spec = (EgemapsSpec) EgemapsSpec.defaults().with(Map.of("sampleRate", rate));
        Path interpreter = python.interpreter();
        try (TakenFolder out = TakenFolder.of(options.out("bench-egemaps")); TemporaryFolder folder = TemporaryFolder.create("ser-bench")) {
            CorpusVisit visit = new CorpusVisit(options);
            out.requireApartFrom(visit.corpus());
            visit.announce();
            List<Clip> chosen = chosen(visit.corpus().clips());
            compare(spec, chosen, written(chosen, folder.path()), interpreter, folder.path(), out.path());
        } catch (IOException e) {
            throw new UncheckedIOException("the benchmark could not be run: " + e.getMessage(), e);
        }
        return 0;
    }

    private List<Clip> chosen(List<Clip> all) {
        int count = Math.min(clips, all.size());
        return IntStream.range(0, count).mapToObj(i -> all.get((int) ((long) i * all.size() / count))).toList();
    }

    private List<Path> written(List<Clip> chosen, Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Clip clip : chosen) {
            Waveform waveform = AudioDecoder.decode(clip.source().bytes(), clip.id());
            files.add(Files.write(folder.resolve(files.size() + ".wav"), WavEncoder.encode16(Resampler.resample(waveform, rate))));
        }
        return files;
    }

    private void compare(EgemapsSpec spec, List<Clip> chosen, List<Path> files, Path interpreter, Path folder, Path out)
            throws IOException {
        EgemapsSpec contours = (EgemapsSpec) spec.with(Map.of("level", "descriptors"));
        EgemapsAgreement agreement = new EgemapsAgreement(spec.valueNames(), contours.valueNames(), contours.valueNames().indexOf(PITCH));
        Path names = Files.write(folder.resolve("names.txt"), files.stream().map(Path::toString).toList());
        try (YardstickProcess other = YardstickProcess.start(interpreter, BenchPython.script("bench_egemaps.py"),
                List.of(names.toString()))) {
            List<Waveform> waveforms = new ArrayList<>();
            FunctionalsTable our = new FunctionalsTable(chosen, spec.valueNames());
            FunctionalsTable their = new FunctionalsTable(chosen, spec.valueNames());
            for (Path file : files) {
                Waveform waveform = AudioDecoder.read(file);
                Clip clip = chosen.get(waveforms.size());
                waveforms.add(waveform);
                float[][] functionals = spec.full(waveform);
                float[][] theirs = matrix(Path.of(file + ".functionals.f32"));
                agreement.add(functionals, theirs, contours.full(waveform), matrix(Path.of(file + ".descriptors.f32")));
                our.add(clip, functionals);
                their.add(clip, theirs);
            }
            our.write(out.resolve("functionals.csv"));
            their.write(out.resolve("functionals-opensmile.csv"));
            Time ours = pass(spec, waveforms);
            Time theirs = other.pass();
            print(agreement, ours, theirs, other.version());
            write(agreement, other.version(), out);
            if (options.json.asked()) {
                System.out.println(Json.line(json(agreement, ours, theirs)));
            }
        }
    }

    private static Time pass(EgemapsSpec spec, List<Waveform> waveforms) {
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long start = System.nanoTime();
        waveforms.forEach(spec::full);
        return new Time((System.nanoTime() - start) / 1e9,
                (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9);
    }

    private static float[][] matrix(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        float[][] matrix = new float[in.getInt()][in.getInt()];
        for (float[] row : matrix) {
            for (int i = 0; i < row.length; i++) {
                row[i] = in.getFloat();
            }
        }
        return matrix;
    }

    private void print(EgemapsAgreement agreement, Time ours, Time theirs, String version) {
        System.out.printf(Locale.ROOT, "%-48s %9s %12s%n", "functional", "Spearman", "difference");
        for (EgemapsAgreement.Functional functional : agreement.functionals()) {
            System.out.printf(Locale.ROOT, "%-48s %9.4f %11.2g%n", functional.name(), functional.spearman(), functional.difference());
        }
        System.out.printf(Locale.ROOT, "%n%-48s %18s%n", "descriptor", "frames within 0.1 %");
        agreement.framesWithinTolerance().forEach((name, share) -> System.out.printf(Locale.ROOT, "%-48s %17.1f %%%n", name, 100 * share));
        System.out.printf(Locale.ROOT, "%n%d of %d functionals correlate by at least 0.99 with %s over %s at %d Hz%n",
                agreement.functionals().stream().filter(one -> one.spearman() >= EDGES.get(0)).count(), agreement.functionals().size(),
                version, Counted.of(agreement.recordings(), "recording"), rate);
        System.out.printf(Locale.ROOT, "%.2f %% of frames are voiced alike; of those voiced by both, %.2f %% have its pitch to %.2f semitones%n",
                100 * agreement.voicedAlike(), 100 * agreement.samePitch(), EgemapsAgreement.SAME_PITCH);
        System.out.printf(Locale.ROOT, "one thread: %.1f clips/s, %s %.1f; %.1f times its rate (%.1f by CPU time)%n",
                agreement.recordings() / ours.wallSeconds(), version, agreement.recordings() / theirs.wallSeconds(),
                theirs.wallSeconds() / ours.wallSeconds(), theirs.cpuSeconds() / ours.cpuSeconds());
    }

    private void write(EgemapsAgreement agreement, String version, Path out) {
        StringBuilder csv = new StringBuilder("kind,name,spearman,median relative difference,share of frames within tolerance\n");
        agreement.functionals().forEach(one -> csv.append("functional,").append(one.name()).append(',').append(one.spearman()).append(',')
                .append(one.difference()).append(",\n"));
        agreement.framesWithinTolerance().forEach((name, share) -> csv.append("descriptor,").append(name).append(",,,").append(share)
                .append('\n'));
        new AtomicFile(out.resolve("egemaps.csv")).write(csv.toString().getBytes(StandardCharsets.UTF_8));
        new AtomicFile(out.resolve("egemaps.png")).write(BarsPlot.png(List.of(new BarsPlot.Bars("Functionals by rank correlation",
                histogram(agreement))), "eGeMAPS beside " + version, Counted.of(agreement.recordings(), "recording") + " at " + rate + " Hz"));
        for (String file : List.of("egemaps.csv", "egemaps.png", "functionals.csv", "functionals-opensmile.csv")) {
            System.out.println("  " + out.resolve(file));
        }
    }

    private static Map<String, Integer> histogram(EgemapsAgreement agreement) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        double above = Double.POSITIVE_INFINITY;
        for (double edge : EDGES) {
            double top = above;
            counts.put("from " + edge, (int) agreement.functionals().stream().filter(one -> one.spearman() >= edge && one.spearman() < top)
                    .count());
            above = edge;
        }
        double last = above;
        counts.put("below " + last, (int) agreement.functionals().stream().filter(one -> !(one.spearman() >= last)).count());
        return counts;
    }

    private Map<String, Object> json(EgemapsAgreement agreement, Time ours, Time theirs) {
        Map<String, Object> json = new LinkedHashMap<>();
        Map<String, Object> spearman = new LinkedHashMap<>();
        agreement.functionals().forEach(one -> spearman.put(one.name(), one.spearman()));
        json.put("recordings", agreement.recordings());
        json.put("sample_rate", rate);
        json.put("spearman", spearman);
        json.put("frames_within_tolerance", agreement.framesWithinTolerance());
        json.put("voiced_alike", agreement.voicedAlike());
        json.put("same_pitch", agreement.samePitch());
        json.put("times_its_rate", theirs.wallSeconds() / ours.wallSeconds());
        json.put("times_its_rate_by_cpu_time", theirs.cpuSeconds() / ours.cpuSeconds());
        return json;
    }
}
