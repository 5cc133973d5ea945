package serlab.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import serlab.Percent;
import serlab.VisibleText;
import serlab.cli.terminal.Json;
import serlab.evaluation.Csv;
import serlab.model.ModelBundle;
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
            return new Table(model, facts, timeline, promised);
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
        int width = prediction.probabilities().keySet().stream().mapToInt(String::length).max().orElse(0);
        prediction.probabilities().entrySet().stream().sorted((a, b) -> Float.compare(b.getValue(), a.getValue()))
                .forEach(e -> text.append(String.format(Locale.ROOT, "   %-" + width + "s  %s %7s%n", e.getKey(),
                        bar(e.getValue()), Percent.ofProbability(e.getValue()))));
        if (timeline) {
            for (Segment part : prediction.timeline()) {
                Float probability = part.probabilities().get(part.emotion());
                text.append(String.format(Locale.ROOT, "   %6.1f – %5.1f s  %-" + Math.max(1, width) + "s%s",
                        part.startSeconds(), part.endSeconds(), part.emotion(),
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
    final class Table implements PredictionPrinter {
        /** Its name, its training corpus, and whether that is synthetic. */
        private final List<String> model;
        private final List<String> labels;
        private final boolean timeline;
        private final boolean promised;

        private Table(ModelBundle model, ModelFacts facts, boolean timeline, boolean promised) {
            this.promised = promised;
            this.model = List.of(model.name(), facts.corpus().orElse(""), facts.synthetic().map(String::valueOf).orElse(""));
            this.labels = model.labels();
            this.timeline = timeline;
            List<String> header = new ArrayList<>(List.of("file"));
            if (timeline) {
                header.addAll(List.of("start_seconds", "end_seconds"));
            }
            header.add("emotion");
            header.addAll(model.labels());
            header.addAll(List.of("model", "corpus", "synthetic", "notes"));
            header.addAll(promised ? List.of("possible") : List.of());
            System.out.print(Csv.line(header));
        }

        @Override
        public void print(String file, Prediction prediction) {
            List<Segment> rows = timeline ? prediction.timeline() : List.of(
                    new Segment(0, prediction.durationSeconds(), prediction.emotion(), prediction.probabilities()));
            for (Segment row : rows) {
                List<Object> values = new ArrayList<>(List.of(file));
                if (timeline) {
                    values.addAll(List.of(Csv.fixed(row.startSeconds(), 3), Csv.fixed(row.endSeconds(), 3)));
                }
                values.add(row.emotion());
                labels.forEach(label -> values.add(row.probabilities().containsKey(label)
                        ? Csv.fixed(row.probabilities().get(label), 6) : ""));
                values.addAll(model);
                values.add(String.join("; ", prediction.notes()));
                values.addAll(promised ? List.of(String.join("; ", prediction.possible())) : List.of());
                System.out.print(Csv.line(values));
            }
        }
    }
}
