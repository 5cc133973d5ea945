package serlab.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import serlab.evaluation.Csv;
import serlab.model.ModelBundle;
import serlab.parquet.ParquetColumn;
import serlab.predict.ModelFacts;
import serlab.predict.Prediction;
import serlab.predict.Segment;

/** Columns and rows of predictions: a row per recording, or per window where a timeline is asked for. */
final class PredictionTable {
    private static final int SECONDS_DIGITS = 3;
    private static final int PROBABILITY_DIGITS = 6;

    /** Its name, its training corpus, and whether that is synthetic; null for what is not known. */
    private final List<Object> model = new ArrayList<>();
    private final List<String> labels;
    private final boolean timeline;
    private final boolean promised;

    PredictionTable(ModelBundle model, boolean timeline, boolean promised) {
        ModelFacts facts = ModelFacts.of(model);
        this.model.add(model.name());
        this.model.add(facts.corpus().orElse(null));
        this.model.add(facts.synthetic().orElse(null));
        this.labels = model.labels();
        this.timeline = timeline;
        this.promised = promised;
    }

    List<ParquetColumn> columns() {
        List<ParquetColumn> columns = new ArrayList<>(List.of(ParquetColumn.text("file")));
        if (timeline) {
            columns.add(new ParquetColumn("start_seconds", ParquetColumn.Kind.DOUBLE));
            columns.add(new ParquetColumn("end_seconds", ParquetColumn.Kind.DOUBLE));
        }
        columns.add(ParquetColumn.text("emotion"));
        labels.forEach(label -> columns.add(ParquetColumn.number(label)));
        columns.addAll(List.of(ParquetColumn.text("model"), ParquetColumn.text("corpus"),
                new ParquetColumn("synthetic", ParquetColumn.Kind.BOOLEAN), ParquetColumn.text("notes")));
        if (promised) {
            columns.add(ParquetColumn.text("possible"));
        }
        return columns;
    }

    /** The rows of one recording, a value per column, null for what there is not. */
    List<List<Object>> rows(String file, Prediction prediction) {
        List<Segment> parts = timeline ? prediction.timeline() : List.of(
                new Segment(0, prediction.durationSeconds(), prediction.emotion(), prediction.probabilities()));
        return parts.stream().map(part -> row(file, part, prediction)).toList();
    }

    private List<Object> row(String file, Segment part, Prediction prediction) {
        List<Object> values = new ArrayList<>(List.of(file));
        if (timeline) {
            values.add(part.startSeconds());
            values.add(part.endSeconds());
        }
        values.add(part.emotion());
        labels.forEach(label -> values.add(part.probabilities().get(label)));
        values.addAll(model);
        values.add(String.join("; ", prediction.notes()));
        if (promised) {
            values.add(String.join("; ", prediction.possible()));
        }
        return values;
    }

    /** A row as CSV: probabilities to six digits, seconds to three, nothing for what there is not. */
    static String csv(List<Object> row) {
        return Csv.line(IntStream.range(0, row.size()).mapToObj(i -> row.get(i) instanceof Float probability
                ? Csv.fixed(probability, PROBABILITY_DIGITS) : row.get(i) instanceof Double seconds ? Csv.fixed(seconds, SECONDS_DIGITS)
                        : row.get(i) == null ? "" : row.get(i)).toList());
    }
}
