package serlab.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.Percent;
import serlab.bench.AssembledConversation;
import serlab.bench.LiveAgreement;
import serlab.bench.LiveBenchmark;
import serlab.cli.terminal.Json;
import serlab.cli.terminal.TextTable;
import serlab.corpus.Clip;
import serlab.experiment.Provenance;
import serlab.predict.FoundModel;
import serlab.predict.Predictor;
import serlab.predict.StarterModel;
import serlab.predict.live.LiveModel;
import serlab.predict.live.LiveSettings;
import serlab.serve.ModelShelf;
import serlab.serve.PredictionServer;
import serlab.serve.ServeSettings;
import serlab.tracking.TrackingUnavailableException;

/** {@code ./ser bench live}. */
@Command(name = "live", mixinStandardHelpOptions = true,
        description = "Live listening: time from the end of a word to the answer that has heard it, cost of an answer, "
                + "memory over an hour.",
        footer = {"", "The words are synthetic voices', said at the speed of speech: as ./ser listen hears a microphone, "
                + "and as the page sends",
            "them to a server of this process. Buffers of a sound card and of a browser are not in it."})
final class BenchLiveCommand implements Callable<Integer> {
    @Option(names = "--model", paramLabel = "MODEL", defaultValue = StarterModel.NAME,
            description = "as for ./ser predict (default: ${DEFAULT-VALUE})")
    private String model;

    @Option(names = "--words", paramLabel = "N", defaultValue = "40", description = "words said each way, some 2.5 s each; "
            + "0 for none "
            + "(default: ${DEFAULT-VALUE})")
    private int words;

    @Option(names = "--minutes", paramLabel = "M", defaultValue = "60",
            description = "minutes heard as fast as possible; 0 for none "
            + "(default: ${DEFAULT-VALUE})")
    private double minutes;

    @Option(names = "--seed", paramLabel = "SEED", defaultValue = "1",
            description = "of words and pauses (default: ${DEFAULT-VALUE})")
    private long seed;

    @Mixin
    private CommonOptions options;

    @Option(names = "--voices", split = ",", paramLabel = "SPEAKER", description = "also how right live answers are in "
            + "these speakers' "
            + "clips of --data, such as 13,14,15, whom the model should not have heard")
    private List<String> voices = List.of();

    @Override
    public Integer call() throws TrackingUnavailableException, IOException, InterruptedException {
        boolean nothing = words == 0 && minutes == 0 && voices.isEmpty();
        if (words != 0 && words < AssembledConversation.MOST || !(minutes >= 0 && minutes <= 1440) || nothing) {
            throw new InvalidInputException("--words " + words + " and --minutes " + minutes + ": expected 0 or at least "
                    + AssembledConversation.MOST + " words, 0 to 1440 minutes, and not 0 of both without --voices");
        }
        FoundModel found = options.tracking.models().find(model);
        LiveModel hearing = new LiveModel(new Predictor(found.bundle()), Optional.empty());
        LiveBenchmark benchmark = new LiveBenchmark(Math.max(words, AssembledConversation.MOST), seed);
        Map<String, Object> all = new LinkedHashMap<>();
        if (words > 0) {
            List<List<String>> table = new ArrayList<>(List.of(List.of("heard by", "words", "heard", "median", "95 %",
                    "longest", "left out")));
            say(String.format(Locale.ROOT, "%s in a terminal, then on the page: about %.0f s each", Counted.of(words, "word"),
                    2.5 * words));
            all.put("terminal", row(table, "./ser listen", terminal(benchmark, hearing)));
            all.put("page", row(table, "web server", page(benchmark, found)));
            System.out.print(new TextTable(table).ruled());
            System.out.println("From the end of a word to the answer that has heard it; an answer is due every 250 ms, so "
                    + "that the wait for it alone "
                    + "is 125 ms in the mean and 238 ms for 95 %.");
        }
        if (!voices.isEmpty()) {
            all.put("clips", agreement(hearing));
        }
        if (minutes > 0) {
            say(String.format(Locale.ROOT, "%.0f minutes as fast as possible", minutes));
            all.put("hour", hour(benchmark.hour(hearing, minutes)));
        }
        System.out.println("Model " + found.described() + ", window " + String.format(Locale.ROOT, "%.2f s",
                hearing.windowSeconds()) + ", seed " + seed);
        if (options.json.asked()) {
            System.out.println(Json.line(Map.of("live", all, "model", found.id())));
        }
        return 0;
    }

    private void say(String line) {
        if (!options.quiet) {
            System.err.println(line);
        }
    }

    private Map<String, Object> agreement(LiveModel hearing) {
        CorpusVisit visit = new CorpusVisit(options);
        visit.announce();
        List<Clip> clips = BenchTurnsCommand.taken(visit.corpus().clips(), voices);
        LiveAgreement.Measured measured = new LiveAgreement(clips).measure(hearing, LiveSettings.usual());
        System.out.println(Counted.of(measured.clips(), "clip") + " of " + Counted.of(voices.size(), "speaker") + ": UAR "
                + Percent.of(measured.wholeUar()) + " of whole clips, " + Percent.of(measured.liveUar())
                + " of the last live answer of each; of all live answers with a voice " + Percent.of(measured.momentsRight())
                + " are right; the last live answer is that to the whole clip in " + Percent.of(measured.equal()));
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("clips", measured.clips());
        row.put("whole_uar", measured.wholeUar());
        row.put("live_uar", measured.liveUar());
        row.put("moments_right", measured.momentsRight());
        row.put("equal", measured.equal());
        return row;
    }

    /** Answers are drawn, where nobody sees them. */
    private static LiveBenchmark.Latencies terminal(LiveBenchmark benchmark, LiveModel hearing) {
        ListenDisplay display = ListenDisplay.panel(new PrintStream(OutputStream.nullOutputStream(), true,
                StandardCharsets.UTF_8));
        return benchmark.terminal(hearing, display::update);
    }

    private static LiveBenchmark.Latencies page(LiveBenchmark benchmark, FoundModel found) throws IOException,
            InterruptedException {
        try (PredictionServer server = new PredictionServer(ServeSettings.local(0), new ModelShelf(List.of(found)),
                Provenance.libraryVersion())) {
            server.start();
            return benchmark.page(server.address());
        }
    }

    private static Map<String, Object> row(List<List<String>> table, String by, LiveBenchmark.Latencies measured) {
        table.add(List.of(by, String.valueOf(measured.milliseconds().length), Percent.of(measured.heard()),
                ms(measured.quantile(0.5)),
                ms(measured.quantile(0.95)), ms(measured.quantile(1)), String.valueOf(measured.leftOut())));
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("words", measured.milliseconds().length);
        row.put("heard", measured.heard());
        row.put("median_ms", measured.quantile(0.5));
        row.put("p95_ms", measured.quantile(0.95));
        row.put("longest_ms", measured.quantile(1));
        row.put("left_out", measured.leftOut());
        return row;
    }

    private static String ms(double value) {
        return String.format(Locale.ROOT, "%.0f ms", value);
    }

    private static Map<String, Object> hour(LiveBenchmark.Hour hour) {
        String resident = hour.residentMib().map(mib -> String.format(Locale.ROOT, ", the process %.0f and %.0f MiB",
                mib[0], mib[1])).orElse("");
        System.out.printf(Locale.ROOT, "%s of sound as fast as possible: %s, %.1f ms of processor time "
                + "each, %.0f times real "
                + "time on one core; after a twelfth and at the end the heap held %.1f and %.1f MiB%s; the last answer's "
                        + "time is %.3f s off%n",
                hour.seconds() < 60 ? String.format(Locale.ROOT, "%.0f s", hour.seconds()) : Counted.of(Math.round(hour.seconds() / 60), "minute"),
                Counted.of(hour.updates(), "answer"), hour.processorMs(), hour.timesRealTime(), hour.heapMib()[0],
                        hour.heapMib()[1], resident,
                hour.driftSeconds());
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("seconds", hour.seconds());
        row.put("updates", hour.updates());
        row.put("processor_ms", hour.processorMs());
        row.put("times_real_time", hour.timesRealTime());
        row.put("heap_mib", hour.heapMib());
        row.put("resident_mib", hour.residentMib().orElse(null));
        row.put("drift_seconds", hour.driftSeconds());
        return row;
    }
}
