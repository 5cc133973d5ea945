package serlab.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import serlab.AtomicFile;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.Percent;
import serlab.VisibleText;
import serlab.audio.file.AudioDecoder;
import serlab.audio.file.LongRecording;
import serlab.cli.terminal.TextTable;
import serlab.predict.FoundModel;
import serlab.predict.Predictor;
import serlab.predict.turns.Conversation;
import serlab.predict.turns.Turn;
import serlab.predict.turns.TurnFinder;
import serlab.predict.turns.TurnFormat;
import serlab.predict.turns.TurnPage;
import serlab.predict.turns.TurnText;
import serlab.tracking.TrackingUnavailableException;

/** {@code ./ser turns}: who felt what, when. */
@Command(name = "turns", mixinStandardHelpOptions = true,
        description = "Tells who felt what, when: the speakers of a recording of up to four hours, their turns, an emotion for each, and silence.",
        footer = {"", "Two voices at once are taken for one. How well it does is measured in docs/trust.md.",
            "Exit codes: 0 done, 1 failed, 2 the request or its input is wrong."})
final class TurnsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RECORDING", description = AudioDecoder.FORMATS)
    private Path recording;

    @Option(names = "--speakers", paramLabel = "N", description = "how many speak; by default it is found out, which errs more often")
    private Integer speakers;

    @Mixin
    private ModelOptions model;

    @Option(names = "--smoothing", paramLabel = "P", description = "probability that what a speaker feels lasts to the next part of some seconds, "
            + "0 for none to below 1; by default " + TurnFinder.LASTING)
    private Double smoothing;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table, json, csv, audacity (labels), webvtt (subtitles), textgrid (Praat) or html (a "
            + "page that plays); by default what the file's ending says, .labels.txt for audacity, else a table")
    private String format;

    @Option(names = "--json", description = "as --format json")
    private boolean json;

    @Option(names = "--out", paramLabel = "FILE", description = "where it goes instead of the terminal; may be given several times")
    private List<Path> out = List.of();

    @Option(names = "--workers", paramLabel = "N", description = "threads; by default one per core; changes no number")
    private Integer workers;

    @Option(names = "--quiet", description = "no notes on standard error")
    private boolean quiet;

    @Override
    public Integer call() throws TrackingUnavailableException {
        List<TurnFormat> formats = formats();
        LongRecording sound = LongRecording.of(recording);
        sound.requirePresent();
        if (workers != null && workers < 1) {
            throw new InvalidInputException("--workers " + workers + " is not positive");
        }
        FoundModel found = model.announced(quiet);
        Predictor predictor = new Predictor(found.bundle());
        TurnFinder finder = TurnFinder.with(predictor, workers != null ? workers : Runtime.getRuntime().availableProcessors());
        finder = smoothing == null ? finder : finder.lasting(smoothing);
        finder = speakers == null ? finder : finder.speakers(speakers);
        Conversation conversation = finder.in(sound);
        TurnText text = new TurnText(conversation, found.bundle().name(), predictor.facts());
        if (out.isEmpty()) {
            System.out.print(written(text, formats.get(0), null));
        }
        for (int i = 0; i < out.size(); i++) {
            Path file = out.get(i).toAbsolutePath().normalize();
            new AtomicFile(file).write(written(text, formats.get(i), file).getBytes(StandardCharsets.UTF_8));
            System.out.println(out.get(i));
        }
        return 0;
    }

    /** The format of each file, or that of the terminal. */
    private List<TurnFormat> formats() {
        if (json && format != null) {
            throw new InvalidInputException("--json is --format json; leave one of them out");
        }
        String asked = json ? "json" : format;
        if (speakers != null && speakers < 1) {
            throw new InvalidInputException("--speakers " + speakers + ": expected 1 or more; leave it out if nobody knows");
        }
        if (out.isEmpty()) {
            TurnFormat one = asked == null ? TurnFormat.TABLE : TurnFormat.of(asked);
            if (one == TurnFormat.HTML) {
                throw new InvalidInputException("--format html is a page; say where it goes, such as by --out turns.html");
            }
            return List.of(one);
        }
        List<TurnFormat> each = new ArrayList<>();
        out.forEach(file -> {
            OutputFile written = new OutputFile("--out", file);
            written.requireApartFrom(List.of(recording));
            written.requireNoFolder();
            written.requireNoRecording("turns.csv");
            written.requireWritable();
            each.add(asked == null ? TurnFormat.ofFile(file.toString()) : TurnFormat.of(asked));
        });
        return each;
    }

    private String written(TurnText text, TurnFormat one, Path file) {
        return switch (one) {
            case TABLE -> table(text.conversation());
            case HTML -> TurnPage.of(text, recording, file);
            default -> text.as(one);
        };
    }

    private static String table(Conversation conversation) {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("from", "to", "speaker", "emotion", "confidence")));
        for (Turn turn : conversation.turns()) {
            rows.add(List.of(clock(turn.startSeconds()), clock(turn.endSeconds()), turn.speaker().orElse(""), turn.emotion(),
                    turn.confidence().map(Percent::ofProbability).orElse("")));
        }
        StringBuilder text = new StringBuilder(VisibleText.line(conversation.file())).append('\n')
                .append(new TextTable(rows, Set.of(2, 3)).ruled());
        text.append(Counted.of(conversation.speakers().size(), "speaker")).append(", ").append(clock(conversation.durationSeconds())).append('\n');
        conversation.speakers().forEach(speaker -> text.append(String.format(Locale.ROOT, "   %s: %.1f s%n", speaker, conversation.secondsOf(speaker))));
        conversation.notes().forEach(note -> text.append("   note: ").append(VisibleText.line(note)).append('\n'));
        return text.toString();
    }

    /** {@code 1:02:03.4}. */
    private static String clock(double seconds) {
        long tenths = Math.round(10 * seconds);
        String hours = tenths >= 36_000 ? tenths / 36_000 + ":" : "";
        return hours + String.format(Locale.ROOT, "%02d:%02d.%d", tenths / 600 % 60, tenths / 10 % 60, tenths % 10);
    }
}
