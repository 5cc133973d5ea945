package serlab.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import serlab.Counted;
import serlab.Percent;
import serlab.VisibleText;
import serlab.cli.terminal.Json;
import serlab.evaluation.Csv;
import serlab.predict.ModelFacts;
import serlab.predict.live.LiveSummary;
import serlab.predict.live.LiveUpdate;
import serlab.predict.live.MillisecondCounts;

/** Display of live answers on standard output. */
interface ListenDisplay {
    /** Shows an answer. */
    void update(LiveUpdate update);

    /** Tells what happened, in one line. */
    default void message(String line) {
        System.err.println(line);
    }

    /** Sums up. */
    void end(LiveSummary summary, MillisecondCounts latencies);

    /** A JSON object an answer, and the summary as the last one. */
    static ListenDisplay json(String model, ModelFacts facts) {
        return new ListenDisplay() {
            @Override
            public void update(LiveUpdate update) {
                System.out.println(Json.line(inMilliseconds(update.fields())));
            }

            @Override
            public void end(LiveSummary summary, MillisecondCounts latencies) {
                Map<String, Object> all = inMilliseconds(summary.fields());
                all.put("latency_ms", latencies.count() == 0 ? null : latencies.quantile(0.5));
                all.put("latency_95_ms", latencies.count() == 0 ? null : latencies.quantile(0.95));
                all.put("model", model);
                all.putAll(facts.fields());
                System.out.println(Json.line(Map.of("summary", all)));
            }
        };
    }

    /** The same with times that end with a millisecond: frames of other rates end anywhere. */
    private static Map<String, Object> inMilliseconds(Map<String, Object> fields) {
        Map<String, Object> rounded = new LinkedHashMap<>(fields);
        rounded.replaceAll((name, value) -> name.endsWith("seconds") && value instanceof Double seconds ? Math.round(1000 * seconds) / 1000.0
                : value);
        return rounded;
    }

    /** A row an answer; the summary goes to standard error. */
    static ListenDisplay csv(List<String> labels) {
        List<String> header = new ArrayList<>(List.of("time_seconds", "level_db", "pitch_hz", "voice", "emotion"));
        header.addAll(labels);
        header.addAll(List.of("possible", "notes", "processing_ms"));
        System.out.print(Csv.line(header));
        return new ListenDisplay() {
            @Override
            public void update(LiveUpdate update) {
                List<Object> row = new ArrayList<>(List.of(Csv.fixed(update.timeSeconds(), 3),
                        Csv.fixed(update.levelDb(), 1),
                        Double.isNaN(update.pitchHz()) ? "" : Csv.fixed(update.pitchHz(), 1), update.voice(),
                                update.emotion()));
                labels.forEach(label -> row.add(update.probabilities().containsKey(label)
                        ? Csv.fixed(update.probabilities().get(label), 6) : ""));
                row.addAll(List.of(String.join("; ", update.possible()), String.join("; ", update.notes()),
                        Csv.fixed(1000 * update.processingSeconds(), 1)));
                System.out.print(Csv.line(row));
            }

            @Override
            public void end(LiveSummary summary, MillisecondCounts latencies) {
                System.err.print(summed(summary, latencies));
            }
        };
    }

    /** A line an answer. */
    static ListenDisplay lines() {
        return new ListenDisplay() {
            @Override
            public void update(LiveUpdate update) {
                System.out.println(line(update));
            }

            @Override
            public void end(LiveSummary summary, MillisecondCounts latencies) {
                System.out.print(summed(summary, latencies));
            }
        };
    }

    /**
     * A panel that is drawn anew with every answer.
     *
     * @param terminal takes what moves the cursor
     */
    static ListenDisplay panel(PrintStream terminal) {
        return new ListenDisplay() {
            private final ListenPanel panel = new ListenPanel();

            @Override
            public void update(LiveUpdate update) {
                terminal.print(panel.drawn(update));
                terminal.flush();
            }

            @Override
            public void message(String line) {
                terminal.print(panel.above(VisibleText.line(line)));
                terminal.flush();
            }

            @Override
            public void end(LiveSummary summary, MillisecondCounts latencies) {
                System.out.print(summed(summary, latencies));
            }
        };
    }

    private static String line(LiveUpdate update) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%8.2f s  %6.1f dB  %s  %s", update.timeSeconds(),
                update.levelDb(), Double.isNaN(update.pitchHz()) ? "  – Hz" : String.format(Locale.ROOT, "%3.0f Hz",
                        update.pitchHz()),
                update.emotion()));
        String sep = ": ";
        for (Map.Entry<String, Float> each : ListenPanel.highest(update, 3)) {
            line.append(sep).append(each.getKey()).append(' ').append(Percent.ofProbabilityWhole(each.getValue()));
            sep = ", ";
        }
        line.append(update.possible().size() > 1 ? "; possible: " + String.join(", ", update.possible()) : "");
        update.notes().forEach(note -> line.append("; ").append(VisibleText.line(note)));
        return line.toString();
    }

    /** For people, in two or three lines. */
    private static String summed(LiveSummary summary, MillisecondCounts latencies) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "Heard %.1f s, a voice in %.0f %% of it",
                summary.seconds(),
                100 * summary.voicedShare()));
        String sep = ": ";
        for (Map.Entry<String, Double> each : summary.emotions().entrySet()) {
            text.append(sep).append(String.format(Locale.ROOT, "%s %.0f %%", each.getKey(), 100 * each.getValue()));
            sep = ", ";
        }
        text.append('\n');
        if (summary.updates() > 0) {
            text.append(String.format(Locale.ROOT, "%s, %d left out%s; each took %.0f ms (95 %% within %.0f ms)",
                    Counted.of((int) summary.updates(), "answer"),
                    summary.leftOut(), summary.lostSeconds() > 0 ? String.format(Locale.ROOT, ", %.1f s of sound lost",
                            summary.lostSeconds()) : "",
                    summary.processingMs(), summary.processing95Ms()));
            text.append(latencies.count() == 0 ? "\n" : String.format(Locale.ROOT,
                    ", shown %.0f ms behind its sound (95 %% within %.0f ms)%n",
                    latencies.quantile(0.5), latencies.quantile(0.95)));
        }
        return text.toString();
    }
}
