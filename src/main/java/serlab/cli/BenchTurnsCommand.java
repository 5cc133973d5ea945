package serlab.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.Percent;
import serlab.audio.Waveform;
import serlab.audio.file.LongRecording;
import serlab.audio.file.WavEncoder;
import serlab.bench.AssembledConversation;
import serlab.bench.TurnsBenchmark;
import serlab.cli.terminal.Json;
import serlab.cli.terminal.TextTable;
import serlab.corpus.Clip;
import serlab.predict.FoundModel;
import serlab.predict.ModelLocator;
import serlab.predict.Predictor;
import serlab.predict.turns.TurnFinder;
import serlab.tracking.TrackingUnavailableException;

/** {@code ./ser bench turns}. */
@Command(name = "turns", mixinStandardHelpOptions = true,
        description = "Who felt what, when: error rates on conversations put together from a corpus's clips, speed and memory.",
        footer = {"", "A conversation has 2 to 4 speakers; clips follow each other with pauses of 0.2 to 1.5 s, speaker and emotion are drawn",
            "anew for each. The figures mean something only for speakers whom the model has not heard in training."})
final class BenchTurnsCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Option(names = "--model", paramLabel = "MODEL", description = "as for ./ser turns")
    private String model;

    @Option(names = "--voices", split = ",", paramLabel = "SPEAKER", description = "whose clips are taken, such as 13,14,15; by default everybody's")
    private List<String> voices = List.of();

    @Option(names = "--conversations", paramLabel = "N", defaultValue = "20", description = "how many (default: ${DEFAULT-VALUE})")
    private int conversations;

    @Option(names = "--clips", paramLabel = "N", defaultValue = "30", description = "clips of each (default: ${DEFAULT-VALUE})")
    private int clips;

    @Option(names = "--seed", paramLabel = "SEED", defaultValue = "1", description = "of the first conversation; the others follow (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--smoothing", paramLabel = "P", description = "as for ./ser turns")
    private Double smoothing;

    @Option(names = "--minutes", split = ",", paramLabel = "M", description = "also how long recordings of so many minutes take, and with how much memory, such as 10,120")
    private List<Integer> minutes = List.of();

    @Override
    public Integer call() throws TrackingUnavailableException, IOException {
        check();
        CorpusVisit visit = new CorpusVisit(options);
        visit.announce();
        List<Clip> taken = taken(visit.corpus().clips(), voices);
        ModelLocator locator = options.tracking.models();
        FoundModel found = model != null ? locator.find(model) : locator.standard();
        TurnFinder plain = TurnFinder.with(new Predictor(found.bundle()), options.workers());
        TurnFinder finder = smoothing == null ? plain : plain.lasting(smoothing);
        TurnsBenchmark benchmark = new TurnsBenchmark(taken, conversations, clips, seed);
        List<List<String>> table = new ArrayList<>(List.of(List.of("speakers", "DER", "DER, collar 0.25 s", "missed", "false alarm", "confusion",
                "right number", "EDER", "wrong emotion", "times real time")));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (boolean known : new boolean[] {false, true}) {
            add(table, rows, known ? "number given" : "number unknown", benchmark.measure(finder, known));
        }
        System.out.print(new TextTable(table).ruled());
        System.out.println(Counted.of(conversations, "conversation") + " of " + Counted.of(clips, "clip") + " each, of "
                + Counted.of(taken.stream().map(Clip::speaker).distinct().count(), "speaker") + ", seeds " + seed + " to " + (seed + conversations - 1) + "; model " + found.described());
        List<Map<String, Object>> lengths = lengths(finder, taken);
        if (options.json.asked()) {
            System.out.println(Json.line(Map.of("turns", rows, "lengths", lengths, "model", found.id())));
        }
        return 0;
    }

    private void check() {
        if (conversations < 1 || clips < AssembledConversation.MOST) {
            throw new InvalidInputException(conversations < 1 ? "--conversations " + conversations + ": expected 1 or more"
                    : "--clips " + clips + ": expected " + AssembledConversation.MOST + " or more, one for each speaker");
        }
        minutes.stream().filter(one -> one < 1 || one * 60 > LongRecording.MOST_SECONDS).findFirst().ifPresent(one -> {
            throw new InvalidInputException("--minutes " + one + ": expected 1 to " + (int) LongRecording.MOST_SECONDS / 60);
        });
    }

    /** The clips of some speakers, or of all if none is named. */
    static List<Clip> taken(List<Clip> all, List<String> voices) {
        List<String> known = all.stream().map(Clip::speaker).filter(speaker -> !speaker.isEmpty()).distinct().toList();
        for (String voice : voices) {
            if (!known.contains(voice)) {
                throw new InvalidInputException("--voices: " + NearestName.suggest("speaker", voice, known));
            }
        }
        return all.stream().filter(clip -> voices.isEmpty() || voices.contains(clip.speaker())).toList();
    }

    private static void add(List<List<String>> table, List<Map<String, Object>> rows, String what, TurnsBenchmark.Measured measured) {
        double speech = measured.exact().speechSeconds();
        double speed = measured.seconds() / measured.secondsTaken();
        table.add(List.of(what, Percent.of(measured.exact().rate()), Percent.of(measured.lenient().rate()),
                Percent.of(measured.exact().missedSeconds() / speech), Percent.of(measured.exact().falseAlarmSeconds() / speech),
                Percent.of(measured.exact().confusionSeconds() / speech), Percent.of(measured.rightCount()),
                Percent.of(measured.emotion().rate()), Percent.of(measured.emotion().confusionRate()), String.format(Locale.ROOT, "%.0f", speed)));
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("speakers", what);
        row.put("der", measured.exact().rate());
        row.put("der_collar", measured.lenient().rate());
        row.put("missed", measured.exact().missedSeconds() / speech);
        row.put("false_alarm", measured.exact().falseAlarmSeconds() / speech);
        row.put("confusion", measured.exact().confusionSeconds() / speech);
        row.put("right_count", measured.rightCount());
        row.put("count_error", measured.countError());
        row.put("eder", measured.emotion().rate());
        row.put("emotion_confusion", measured.emotion().confusionRate());
        row.put("times_real_time", speed);
        rows.add(row);
    }

    /** From a file on disk, as a user's recording; the memory is the most that this process ever had. */
    private List<Map<String, Object>> lengths(TurnFinder finder, List<Clip> taken) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int each : minutes) {
            Path file = Files.createTempFile("turns", ".wav");
            try {
                write(file, each * 60.0, taken);
                long started = System.nanoTime();
                double before = processorSeconds();
                int turns = finder.in(LongRecording.of(file)).turns().size();
                double seconds = (System.nanoTime() - started) / 1e9;
                double processor = processorSeconds() - before;
                Optional<Long> memory = memory();
                System.out.printf(Locale.ROOT, "%s from a WAV file: %.1f s, %.0f times real time with %s; processor time %.1f s, %.0f times real "
                        + "time a core; %s; memory %s%n", Counted.of(each, "minute"), seconds, each * 60 / seconds, Counted.of(options.workers(), "thread"), processor,
                        each * 60 / processor, Counted.of(turns, "turn"), memory.map(kilobytes -> kilobytes / 1024 + " MiB at most")
                                .orElse("unknown on this system"));
                rows.add(Map.of("minutes", each, "seconds", seconds, "times_real_time", each * 60 / seconds, "processor_seconds", processor, "memory_mib", memory.orElse(0L) / 1024));
            } finally {
                Files.deleteIfExists(file);
            }
        }
        return rows;
    }

    private static double processorSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().map(time -> time.toNanos() / 1e9).orElse(Double.NaN);
    }

    /** Conversations one after the other until it is long enough; a header that leaves the length open, as streams have it. */
    private void write(Path file, double seconds, List<Clip> taken) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            double written = 0;
            for (long next = seed; written < seconds; next++) {
                Waveform sound = AssembledConversation.of(taken, clips, next).sound();
                int samples = (int) Math.min(sound.samples().length, Math.round((seconds - written) * sound.sampleRate()));
                byte[] wav = WavEncoder.encode16(new Waveform(Arrays.copyOf(sound.samples(), samples), sound.sampleRate()));
                if (next == seed) {
                    for (int i = 0; i < 4; i++) {
                        wav[4 + i] = -1;
                        wav[40 + i] = -1;
                    }
                }
                int header = next == seed ? 0 : 44;
                out.write(wav, header, wav.length - header);
                written += samples / (double) sound.sampleRate();
            }
        }
    }

    private static Optional<Long> memory() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:")).map(line -> Long.valueOf(line.replaceAll("\\D", ""))).findFirst();
        }
    }
}
