package serlab.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.bench.EncoderBenchmark;
import serlab.bench.FeatureBenchmark.Time;
import serlab.bench.YardstickProcess;
import serlab.cli.terminal.Json;
import serlab.cli.terminal.TemporaryFolder;
import serlab.corpus.Clip;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.feature.FeatureSpec;
import serlab.feature.encoder.EncoderStore;

/** {@code ./ser bench encoder}: time of a speech encoder per clip against CTranslate2, on the same clips, in turns. */
@Command(name = "encoder", mixinStandardHelpOptions = true, description = "Measures a speech encoder against CTranslate2 with the "
        + "same weights: unpadded clips of 2, 4 and 30 s, one thread each, in turns; in single precision, and in int8 where the "
        + "processor has exact products of 8-bit numbers.")
final class BenchEncoderCommand implements Callable<Integer> {
    private static final List<Double> SECONDS = List.of(2.0, 4.0, 30.0);
    private static final List<String> TYPES = List.of("float32", "int8");
    private static final int MOST_ROUNDS = 1000;
    /** Runs before those that count: until then the compiler is at work. */
    private static final int WARM_UP = 5;

    @Option(names = "--model", defaultValue = "whisper-tiny.en", paramLabel = "NAME",
            description = "name or path of the encoder (default ${DEFAULT-VALUE})")
    private String model;

    @Option(names = "--rounds", defaultValue = "20", paramLabel = "N", description = "turns; the fastest counts (default 20)")
    private int rounds;

    @Mixin
    private BenchPython python;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            throw new InvalidInputException("--rounds " + rounds + ": expected 1 to " + MOST_ROUNDS);
        }
        FeatureSpec spec = FeatureSpec.of(Map.of("type", "encoder", "model", model));
        Path interpreter = python.interpreter();
        List<Double> lengths = SECONDS.stream().filter(seconds -> spec.cutting(seconds).isEmpty()).toList();
        if (lengths.isEmpty()) {
            throw new InvalidInputException("encoder " + model + " does not take " + Math.round(SECONDS.get(0))
                    + " s at once; expected one with at least as many positions");
        }
        Waveform voice = voice();
        List<Map<String, Object>> rows = new ArrayList<>();
        System.out.printf("%-8s %-34s %10s %10s%n", "clip", "by", "ms", "CPU ms");
        try (TemporaryFolder folder = TemporaryFolder.create("ser-bench")) {
            for (double seconds : lengths) {
                rows.addAll(rows(new EncoderBenchmark(spec, model, voice, seconds), seconds, interpreter, folder.path()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the benchmark could not be run: " + e.getMessage(), e);
        }
        System.out.println(model + " on one thread, a synthetic voice; fastest of " + Counted.of(rounds, "round") + " in turns. The feature is "
                + "spectrogram, layers and pooling; the rest the layers alone, of the same spectrogram");
        if (json.asked()) {
            System.out.println(Json.line(Map.of("model", model, "encoder", rows)));
        }
        return 0;
    }

    private static Waveform voice() {
        Clip clip = SyntheticSpec.defaults().open(null).clips().get(0);
        try {
            return AudioDecoder.decode(clip.source().bytes(), clip.id());
        } catch (IOException e) {
            throw new UncheckedIOException("the synthetic voice could not be read: " + e.getMessage(), e);
        }
    }

    private List<Map<String, Object>> rows(EncoderBenchmark ours, double seconds, Path interpreter, Path folder) throws IOException {
        Path mel = folder.resolve("mel.f32");
        Path output = folder.resolve("output.f32");
        ours.writeMel(mel);
        for (int i = 0; i < WARM_UP; i++) {
            ours.encode();
            ours.feature();
            if (ours.hasInt8()) {
                ours.encodeInt8();
            }
        }
        List<Time> layers = new ArrayList<>();
        List<Time> narrow = new ArrayList<>();
        List<Time> feature = new ArrayList<>();
        List<List<Time>> others = TYPES.stream().map(type -> (List<Time>) new ArrayList<Time>()).toList();
        List<YardstickProcess> processes = new ArrayList<>();
        double difference = 0;
        try {
            for (String type : TYPES) {
                processes.add(YardstickProcess.start(interpreter, BenchPython.script("bench_encoder.py"), List.of(
                        EncoderStore.ofUser().file(model).toString(), mel.toString(), String.valueOf(ours.bands()), type,
                        output.toString())));
                difference = processes.size() == 1 ? ours.difference(output) : difference;
            }
            for (int round = 0; round < rounds; round++) {
                layers.add(ours.encode());
                for (int i = 0; i < processes.size(); i++) {
                    others.get(i).add(processes.get(i).pass());
                }
                if (ours.hasInt8()) {
                    narrow.add(ours.encodeInt8());
                }
                feature.add(ours.feature());
            }
            List<Map<String, Object>> rows = new ArrayList<>(List.of(row(seconds, "serlab float32", layers)));
            for (int i = 0; i < processes.size(); i++) {
                rows.add(row(seconds, processes.get(i).version(), others.get(i)));
            }
            if (ours.hasInt8()) {
                rows.add(row(seconds, "serlab int8", narrow));
            }
            rows.add(row(seconds, "serlab float32, whole feature", feature));
            System.out.printf(Locale.ROOT, "%-8s %.2f times the rate of CTranslate2 in float32 (%.2f by CPU time); the last layers differ "
                    + "by at most %.1g%n", "", wall(others.get(0)) / wall(layers), cpu(others.get(0)) / cpu(layers), difference);
            rows.get(0).put("difference_of_last_layer", difference);
            String ratio = "%.2f times the rate of CTranslate2 in int8 (%.2f by CPU time)";
            System.out.printf("%-8s %s%n", "", ours.hasInt8() ? String.format(Locale.ROOT, ratio, wall(others.get(1)) / wall(narrow),
                    cpu(others.get(1)) / cpu(narrow)) : "this machine has no exact products of 8-bit numbers");
            return rows;
        } finally {
            processes.forEach(YardstickProcess::close);
        }
    }

    private static Map<String, Object> row(double seconds, String by, List<Time> times) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("seconds", seconds);
        row.put("by", by);
        double wall = 1000 * wall(times);
        double cpu = 1000 * cpu(times);
        row.put("milliseconds", wall);
        row.put("cpu_milliseconds", cpu);
        System.out.printf(Locale.ROOT, "%-8s %-34s %10.1f %10.1f%n", Math.round(seconds) + " s", by, wall, cpu);
        return row;
    }

    private static double wall(List<Time> times) {
        return times.stream().min(Comparator.comparingDouble(Time::wallSeconds)).orElseThrow().wallSeconds();
    }

    private static double cpu(List<Time> times) {
        return times.stream().mapToDouble(Time::cpuSeconds).min().orElseThrow();
    }
}
