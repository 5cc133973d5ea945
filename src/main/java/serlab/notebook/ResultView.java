package serlab.notebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import serlab.InvalidInputException;
import serlab.experiment.ComparisonResult;
import serlab.notebook.assist.HasModels;
import serlab.notebook.assist.Takes;
import serlab.notebook.assist.TextKind;
import tech.tablesaw.api.Table;

/** A result as tables and pictures. */
public final class ResultView implements HasModels {
    private final ComparisonResult result;

    ResultView(ComparisonResult result) {
        this.result = result;
    }

    @Override
    public List<String> models() {
        return result.variants().stream().map(variant -> variant.spec().name()).toList();
    }

    /** Means with 95 % intervals, one row per model. */
    public Table summary() {
        return ResultTables.summary(result);
    }

    /** The models from the best to the last in one sentence, and what guessing would give. */
    public String found() {
        return ResultTables.ranking(result);
    }

    /** One row per training. */
    public Table folds() {
        return ResultTables.folds(result);
    }

    /** Precision, recall and F1 of every emotion, all folds together. */
    public Table classes(@Takes(TextKind.VARIANT) String model) {
        return ResultTables.classes(ResultTables.variant(result, model));
    }

    /** Test clips that were taken for another emotion, the surest first. */
    public Table mistakes(@Takes(TextKind.VARIANT) String model) {
        return ResultTables.mistakes(result, ResultTables.variant(result, model));
    }

    /**
     * Accuracy on every test speaker, each clip alone and without what the model hears in everything that speaker says, and
     * which emotions that is. One row per speaker and training.
     */
    public Table speakers(@Takes(TextKind.VARIANT) String model) {
        return ResultTables.speakers(result, ResultTables.variant(result, model));
    }

    /** Whether two models differ, tested fold by fold. */
    public Table pairedTest() {
        return ResultTables.paired(result);
    }

    /** What every training said of every test clip, with one calibrated probability per emotion: {@code calibrated_angry}. */
    public Table answers() {
        return ResultTables.answers(result);
    }

    /** Trainings that failed, and why; empty where none did. */
    public Table failed() {
        return ResultTables.failed(result);
    }

    /** The models side by side, a dot per fold. */
    public Picture comparison() {
        return picture("", "comparison.png");
    }

    /** UAR of every training by fold, with its other scores under the pointer. */
    public Chart interactiveFolds() {
        return new Chart(InteractiveCharts.folds(result), comparison());
    }

    /** What was taken for what, in parts of each emotion. */
    public Picture confusion(@Takes(TextKind.VARIANT) String model) {
        return picture(model, "confusion-normalised.png");
    }

    /** What was taken for what, in clips. */
    public Picture confusionCounts(@Takes(TextKind.VARIANT) String model) {
        return picture(model, "confusion-counts.png");
    }

    /** Loss and UAR over the epochs of the training that did best on validation clips. */
    public Picture curves(@Takes(TextKind.VARIANT) String model) {
        return picture(model, "training-curves.png");
    }

    /** The page of the runs in MLflow. */
    public Link runs() {
        return result.page().map(page -> new Link("Runs in MLflow", page))
                .orElseThrow(() -> new InvalidInputException("no MLflow server had these runs; start one with ./ser ui"));
    }

    private Picture picture(String model, String name) {
        int at = model.isEmpty() ? 0 : result.variants().indexOf(ResultTables.variant(result, model));
        Path plot = result.plots().stream().filter(path -> path.endsWith(name)).skip(at).findFirst()
                .orElseThrow(() -> new InvalidInputException("the result of one model has no picture " + name
                        + "; it compares nothing"));
        try {
            return Picture.of(Files.readAllBytes(plot), name.replace(".png", "").replace("normalised", "in percent").replace('-', ' ') + " of "
                    + (model.isEmpty() ? String.join(", ", models()) : model));
        } catch (IOException e) {
            throw new UncheckedIOException(plot + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return result.provenance();
    }
}
