package serlab.predict.turns;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import serlab.Mappers;
import serlab.Percent;
import serlab.VisibleText;
import serlab.evaluation.Csv;
import serlab.predict.ModelFacts;

/**
 * A conversation in the formats of other programs.
 *
 * <p>Sources: Audacity's manual, "Importing and exporting labels"; W3C, "WebVTT: the web video text tracks format", 2019; Praat's
 * manual, "TextGrid file formats" (the long text format).
 *
 * @param conversation what is written
 * @param model        name of the model
 * @param facts        what goes with its answers
 */
public record TurnText(Conversation conversation, String model, ModelFacts facts) {
    private static final String INDENT = "    ";

    /** The text of a format, {@link TurnFormat#HTML} and {@link TurnFormat#TABLE} excepted. */
    public String as(TurnFormat format) {
        return switch (format) {
            case JSON -> VisibleText.lines(json());
            case CSV -> csv();
            case AUDACITY -> audacity();
            case WEBVTT -> webVtt();
            case TEXTGRID -> textGrid();
            case TABLE, HTML -> throw new IllegalArgumentException(format + " is written elsewhere");
        };
    }

    /** The texts for other programs, by the name of their format: {@code csv}, {@code audacity}, {@code webvtt}, {@code textgrid}. */
    public Map<String, String> everywhere() {
        Map<String, String> all = new LinkedHashMap<>();
        for (TurnFormat format : List.of(TurnFormat.CSV, TurnFormat.AUDACITY, TurnFormat.WEBVTT, TurnFormat.TEXTGRID)) {
            all.put(format.toString(), as(format));
        }
        return all;
    }

    /** Fields by name: {@code file}, {@code duration_seconds}, {@code speakers}, {@code turns}, the model's and {@code notes}. */
    public Map<String, Object> fields() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("file", conversation.file());
        all.put("duration_seconds", rounded(conversation.durationSeconds()));
        all.put("speakers", conversation.speakers().stream().map(speaker -> Map.of("name", speaker, "seconds",
                rounded(conversation.secondsOf(speaker)))).toList());
        all.put("turns", conversation.turns().stream().map(TurnText::fields).toList());
        all.put("model", model);
        all.putAll(facts.fields());
        all.put("notes", conversation.notes());
        return all;
    }

    private static Map<String, Object> fields(Turn turn) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("start_seconds", rounded(turn.startSeconds()));
        fields.put("end_seconds", rounded(turn.endSeconds()));
        fields.put("speaker", turn.speaker().orElse(null));
        fields.put("emotion", turn.emotion());
        fields.put("confidence", turn.confidence().orElse(null));
        fields.put("probabilities", turn.probabilities());
        return fields;
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }

    private String json() {
        try {
            return Mappers.JSON.writeValueAsString(fields()) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String csv() {
        List<String> header = new ArrayList<>(List.of("file", "start_seconds", "end_seconds", "speaker", "emotion", "confidence"));
        header.addAll(conversation.emotions());
        header.addAll(List.of("model", "corpus", "synthetic", "notes"));
        StringBuilder text = new StringBuilder(Csv.line(header));
        for (Turn turn : conversation.turns()) {
            List<Object> row = new ArrayList<>(List.of(conversation.file(), Csv.fixed(turn.startSeconds(), 3), Csv.fixed(turn.endSeconds(), 3),
                    turn.speaker().orElse(""), turn.emotion(), turn.confidence().map(value -> Csv.fixed(value, 6)).orElse("")));
            conversation.emotions().forEach(emotion -> row.add(turn.spoken() ? Csv.fixed(turn.probabilities().get(emotion), 6) : ""));
            row.addAll(List.of(model, facts.corpus().orElse(""), facts.synthetic().map(String::valueOf).orElse(""),
                    String.join("; ", conversation.notes())));
            text.append(Csv.line(row));
        }
        return text.toString();
    }

    /** What stands beside a turn. */
    private static String caption(Turn turn) {
        return turn.emotion() + turn.confidence().map(value -> " (" + Percent.ofProbabilityWhole(value) + ")").orElse("");
    }

    /** Beginning, end and label, tabs between them. */
    private String audacity() {
        return conversation.turns().stream().map(turn -> Csv.fixed(turn.startSeconds(), 6) + "\t" + Csv.fixed(turn.endSeconds(), 6) + "\t"
                + turn.speaker().map(speaker -> speaker + ": ").orElse("") + caption(turn).replaceAll("\\s+", " ") + "\n").collect(Collectors.joining());
    }

    /** A cue for each turn, the speaker as its voice; silence has none. */
    private String webVtt() {
        StringBuilder text = new StringBuilder("WEBVTT\n\nNOTE\n").append(escaped(model)).append('\n');
        conversation.notes().forEach(note -> text.append(escaped(note)).append('\n'));
        for (Turn turn : conversation.turns()) {
            long from = Math.round(1000 * turn.startSeconds());
            long to = Math.round(1000 * turn.endSeconds());
            if (turn.spoken() && to > from) {
                text.append('\n').append(time(from)).append(" --> ").append(time(to)).append("\n<v ").append(turn.speaker().orElseThrow())
                        .append('>').append(escaped(caption(turn))).append('\n');
            }
        }
        return text.toString();
    }

    private static String time(long milliseconds) {
        return String.format(Locale.ROOT, "%02d:%02d:%02d.%03d", milliseconds / 3_600_000, milliseconds / 60_000 % 60,
                milliseconds / 1000 % 60, milliseconds % 1000);
    }

    private static String escaped(String text) {
        return text.replaceAll("\\R", " ").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** A tier for each speaker, with what is felt, and one for where nobody speaks; empty intervals between them. */
    private String textGrid() {
        List<String> tiers = new ArrayList<>(conversation.speakers());
        tiers.add("nobody");
        String end = number(conversation.durationSeconds());
        StringBuilder text = new StringBuilder("File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0\nxmax = ").append(end)
                .append("\ntiers? <exists>\nsize = ").append(tiers.size()).append("\nitem []:\n");
        for (int tier = 0; tier < tiers.size(); tier++) {
            String name = tiers.get(tier);
            List<Turn> own = conversation.turns().stream().filter(turn -> turn.speaker().orElse("nobody").equals(name)).toList();
            List<String> intervals = intervals(own);
            text.append(INDENT).append("item [").append(tier + 1).append("]:\n");
            line(text, "class = \"IntervalTier\"");
            line(text, "name = " + quoted(name));
            line(text, "xmin = 0");
            line(text, "xmax = " + end);
            line(text, "intervals: size = " + intervals.size());
            for (int i = 0; i < intervals.size(); i++) {
                line(text, "intervals [" + (i + 1) + "]:");
                text.append(intervals.get(i));
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String content) {
        text.append(INDENT).append(INDENT).append(content).append('\n');
    }

    private List<String> intervals(List<Turn> turns) {
        List<String> all = new ArrayList<>();
        double at = 0;
        for (Turn turn : turns) {
            if (!number(at).equals(number(turn.startSeconds()))) {
                all.add(interval(at, turn.startSeconds(), ""));
            }
            all.add(interval(turn.startSeconds(), turn.endSeconds(), turn.emotion()));
            at = turn.endSeconds();
        }
        if (!number(at).equals(number(conversation.durationSeconds()))) {
            all.add(interval(at, conversation.durationSeconds(), ""));
        }
        return all;
    }

    private static String interval(double from, double to, String text) {
        String indent = INDENT + INDENT + INDENT;
        return indent + "xmin = " + number(from) + "\n" + indent + "xmax = " + number(to) + "\n" + indent + "text = " + quoted(text) + "\n";
    }

    private static String number(double seconds) {
        return Csv.fixed(seconds, 6);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
