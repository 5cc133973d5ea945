package serlab.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import serlab.predict.Prediction;

/** Keeper of the answers for a speaker until all are there, to be adjusted together. */
final class SpeakerBatch implements PredictionPrinter {
    private final List<String> names = new ArrayList<>();
    private final List<Prediction> answers = new ArrayList<>();

    @Override
    public void print(String file, Prediction prediction) {
        names.add(file);
        answers.add(prediction);
    }

    void print(UnaryOperator<float[][]> adjustment, PredictionPrinter printer) {
        List<Prediction> adjusted = answers.isEmpty() ? answers : Prediction.adjusted(answers, adjustment);
        for (int i = 0; i < adjusted.size(); i++) {
            printer.print(names.get(i), adjusted.get(i));
        }
    }
}
