package serlab.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import serlab.Percent;
import serlab.VisibleText;
import serlab.cli.terminal.Json;
import serlab.cli.terminal.TextWidth;
import serlab.evaluation.Csv;
import serlab.model.ModelBundle;
import serlab.parquet.ParquetColumn;
import serlab.predict.ModelFacts;
import serlab.predict.Prediction;
import serlab.predict.Segment;

/** Printer of predictions to standard output. */
interface PredictionPrinter {
    /** @param file what was predicted */
    void print(String file, Prediction prediction);

    static PredictionPrinter of(boolean json, boolean csv, boolean timeline, boolean promised, ModelBundle model) {
        ModelFacts facts = ModelFacts.of(model);
        if (json) {
            return (file, prediction) -> System.out.println(Json.line(json(file, prediction, timeline, model.name(), facts)));
        }
        if (csv) {
            return csv(new PredictionTable(model, timeline, promised));
        }
        return (file, prediction) -> System.out.print(text(file, prediction, timeline));
    }

    private static Map<String, Object> json(String file, Prediction prediction, boolean timeline, String model,
                                            ModelFacts facts) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("file", file);
        line.put("emotion", prediction.emotion());
        line.put("probabilities", prediction.probabilities());
        line.put("model", model);
        line.putAll(facts.fields());
        if (!prediction.possible().isEmpty()) {
            line.put("possible", prediction.possible());
        }
        line.put("notes", prediction.notes());
        if (timeline) {
            line.put("timeline", prediction.timeline());
        }
        return line;
    }

    /** For people: the emotion, a bar per emotion, and the windows if asked for. */
    private static String text(String file, Prediction prediction, boolean timeline) {
        StringBuilder text = new StringBuilder(VisibleText.line(file)).append('\n');
        text.append("🎤 Emotion Detected: ").append(prediction.inWords()).append('\n');
        prediction.notes().forEach(note -> text.append("   note: ").append(VisibleText.line(note)).append('\n'));
        int width = prediction.probabilities().keySet().stream().mapToInt(TextWidth::of).max().orElse(0);
        prediction.probabilities().entrySet().stream().sorted((a, b) -> Float.compare(b.getValue(), a.getValue()))
                .forEach(e -> text.append(String.format(Locale.ROOT, "   %s  %s %7s%n", e.getKey() + TextWidth.gap(e.getKey(), width),
                        bar(e.getValue()), Percent.ofProbability(e.getValue()))));
        if (timeline) {
            for (Segment part : prediction.timeline()) {
                Float probability = part.probabilities().get(part.emotion());
                text.append(String.format(Locale.ROOT, "   %6.1f – %5.1f s  %s%s",
                        part.startSeconds(), part.endSeconds(), part.emotion() + TextWidth.gap(part.emotion(), width),
                        probability == null ? "" : String.format(Locale.ROOT, " %5s", Percent.ofProbabilityWhole(probability))).stripTrailing())
                        .append('\n');
            }
        }
        return text.append('\n').toString();
    }

    private static String bar(float share) {
        int full = Math.round(30 * share);
        return "█".repeat(full) + "░".repeat(30 - full);
    }

    /** A row per recording or window under one header. */
    private static PredictionPrinter csv(PredictionTable table) {
        System.out.print(Csv.line(table.columns().stream().map(ParquetColumn::name).toList()));
        return (file, prediction) -> table.rows(file, prediction).forEach(row -> System.out.print(PredictionTable.csv(row)));
    }
}
