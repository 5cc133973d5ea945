package serlab.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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
import serlab.audio.Resampler;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.audio.file.WavEncoder;
import serlab.augment.StretchMethod;
import serlab.bench.FeatureBenchmark;
import serlab.bench.FeatureBenchmark.Time;
import serlab.bench.YardstickProcess;
import serlab.cli.terminal.Json;
import serlab.cli.terminal.TemporaryFolder;
import serlab.corpus.Clip;
import serlab.corpus.synthetic.SyntheticSpec;

/** {@code ./ser bench features}: rate of feature extraction against librosa, on the same files, in turns. */
@Command(name = "features", mixinStandardHelpOptions = true,
        description = "Measures log-mel, MFCC, zero-crossing rate and RMS from WAV files, time stretch and pitch shift "
                + "against librosa, in turns.")
final class BenchFeaturesCommand implements Callable<Integer> {
    private static final int CHANGED_RATE = 22_050;
    private static final List<Integer> SOURCE_RATES = List.of(48_000, CHANGED_RATE);
    private static final String OURS = "serlab";

    /** A pass of fewer recordings is over before the threads have all begun. */
    private static final int LEAST_RECORDINGS = 384;

    /** Until the compiler has done its work; librosa's own compilers do theirs before they are measured, too. */
    private static final long WARM_UP_NANOS = 3_000_000_000L;

    @Option(names = "--clips", defaultValue = "60", paramLabel = "N", description = "synthetic voices, 1 to 384 (default 60)")
    private int clips;

    @Option(names = "--rounds", defaultValue = "5", paramLabel = "N",
            description = "passes over the clips; the fastest counts (default 5)")
    private int rounds;

    @Mixin
    private BenchPython python;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws InterruptedException {
        List<Clip> voices = SyntheticSpec.defaults().open(null).clips();
        if (clips < 1 || clips > voices.size() || rounds < 1) {
            throw new InvalidInputException("--clips " + clips + " and --rounds " + rounds + ": expected 1 to "
                    + voices.size() + " clips and at least 1 round");
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        List<Map<String, Object>> changes = new ArrayList<>();
        System.out.printf("%-10s %-22s %8s %12s %14s%n", "WAV", "by", "threads", "clips/s", "CPU ms/clip");
        for (int rate : SOURCE_RATES) {
            measured(voices.subList(0, clips), rate, rows, changes);
        }
        System.out.println("log-mel, MFCC, zero-crossing rate and RMS at 22050 Hz, decoding included; "
                + Counted.of(clips, "synthetic voice") + ", fastest of " + Counted.of(rounds, "round")
                + "; time stretch and pitch shift of the samples at " + CHANGED_RATE + " Hz, one thread");
        if (json.asked()) {
            System.out.println(Json.line(Map.of("features", rows, "changes", changes)));
        }
        return 0;
    }

    private void measured(List<Clip> voices, int rate, List<Map<String, Object>> rows, List<Map<String, Object>> changes)
            throws InterruptedException {
        try (TemporaryFolder folder = TemporaryFolder.create("ser-bench")) {
            List<Path> files = written(voices, rate, folder.path());
            Path names = Files.write(folder.path().resolve("names.txt"), files.stream().map(Path::toString).toList());
            try (YardstickProcess librosa = YardstickProcess.start(python.interpreter(),
                    BenchPython.script("bench_features.py"), List.of(names.toString()))) {
                rows.addAll(rows(files, rate, librosa));
                if (rate == CHANGED_RATE) {
                    changes.addAll(changes(files.stream().map(AudioDecoder::read).toList(), librosa));
                }
            }
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

    private static void warmUp(FeatureBenchmark ours, int threads) throws InterruptedException {
        long warm = System.nanoTime() + WARM_UP_NANOS;
        do {
            ours.pass(threads);
        } while (System.nanoTime() - warm < 0);
    }

    private List<Map<String, Object>> rows(List<Path> files, int rate, YardstickProcess other) throws IOException,
            InterruptedException {
        int turns = (LEAST_RECORDINGS + files.size() - 1) / files.size();
        List<Path> all = Collections.nCopies(turns, files).stream().flatMap(List::stream).toList();
        FeatureBenchmark ours = FeatureBenchmark.features(all);
        int cores = Runtime.getRuntime().availableProcessors();
        warmUp(ours, cores);
        List<Time> single = new ArrayList<>();
        List<Time> parallel = new ArrayList<>();
        List<Time> librosa = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            single.add(ours.pass(1).over(turns));
            librosa.add(other.pass("features"));
            parallel.add(ours.pass(cores).over(turns));
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        rows.add(row(rate, OURS, 1, files.size(), single));
        rows.add(row(rate, other.version(), 1, files.size(), librosa));
        rows.add(row(rate, OURS, cores, files.size(), parallel));
        System.out.printf(Locale.ROOT, "%-10s %s, %d threads %.2f times one%n", "", ratio(librosa, single), cores,
                best(single).wallSeconds() / best(parallel).wallSeconds());
        return rows;
    }

    private static String ratio(List<Time> librosa, List<Time> ours) {
        return String.format(Locale.ROOT, "%.1f times librosa's rate on one thread (%.1f by CPU time)",
                best(librosa).wallSeconds() / best(ours).wallSeconds(), cpu(librosa) / cpu(ours));
    }

    private List<Map<String, Object>> changes(List<Waveform> recordings, YardstickProcess librosa) throws IOException,
            InterruptedException {
        return List.of(change("time-stretch", "phase vocoder", FeatureBenchmark.timeStretch(recordings, StretchMethod.PHASE_VOCODER),
                        recordings.size(), librosa),
                change("time-stretch", "WSOLA", FeatureBenchmark.timeStretch(recordings, StretchMethod.WSOLA), recordings.size(),
                        librosa),
                change("pitch-shift", "phase vocoder", FeatureBenchmark.pitchShift(recordings), recordings.size(), librosa));
    }

    private Map<String, Object> change(String what, String method, FeatureBenchmark ours, int count, YardstickProcess other)
            throws IOException, InterruptedException {
        warmUp(ours, 1);
        List<Time> own = new ArrayList<>();
        List<Time> librosa = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            own.add(ours.pass(1));
            librosa.add(other.pass(what));
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("change", what.replace('-', ' ') + ", " + method);
        row.put("clips_per_second", count / best(own).wallSeconds());
        row.put("other", other.version());
        row.put("other_clips_per_second", count / best(librosa).wallSeconds());
        System.out.printf(Locale.ROOT, "%-33s %8d %12.1f %14.2f  %s%n", row.get("change"), 1, count / best(own).wallSeconds(),
                1000 * cpu(own) / count, ratio(librosa, own));
        return row;
    }

    private static Map<String, Object> row(int rate, String by, int threads, int clips, List<Time> times) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("source_rate", rate);
        row.put("by", by);
        row.put("threads", threads);
        double perSecond = clips / best(times).wallSeconds();
        double milliseconds = 1000 * cpu(times) / clips;
        row.put("clips_per_second", perSecond);
        row.put("cpu_milliseconds_per_clip", milliseconds);
        System.out.printf(Locale.ROOT, "%-10s %-22s %8d %12.1f %14.2f%n", rate + " Hz", by, threads,
                perSecond, milliseconds);
        return row;
    }

    private static Time best(List<Time> times) {
        return times.stream().min(Comparator.comparingDouble(Time::wallSeconds)).orElseThrow();
    }

    private static double cpu(List<Time> times) {
        return times.stream().mapToDouble(Time::cpuSeconds).min().orElseThrow();
    }
}
