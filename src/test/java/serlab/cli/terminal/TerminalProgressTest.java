package serlab.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import serlab.evaluation.Answer;
import serlab.experiment.TrainingKey;
import serlab.experiment.TrainingResult;
import serlab.experiment.Validation;
import serlab.training.LearningCurve;

class TerminalProgressTest {
    private static TrainingResult result() {
        return new TrainingResult(new TrainingKey("small", 0, 1), List.of("anger", "joy"), new LearningCurve(List.of(), 0, "solved"),
                List.of(new Answer("a", "1", 0, new float[] {0.9f, 0.1f})), new Validation(1, 1, List.of()), 10, 6, Optional.empty());
    }

    private static List<String> said(boolean finishedBefore) {
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try (TerminalProgress progress = new TerminalProgress(false)) {
            if (finishedBefore) {
                progress.finishedBefore("finished before");
            }
            progress.trainingStarts(1, 3, 1);
            progress.trainingDone(result(), 3);
        } finally {
            System.setErr(err);
        }
        return said.toString(StandardCharsets.UTF_8).lines().map(line -> line.replaceFirst(":.*", "")).toList();
    }

    @Test
    void ofARunThatWasFinishedBeforeNoTrainingIsTold() {
        assertEquals(List.of("training", "trained"), said(false));
        assertEquals(List.of("note"), said(true));
    }
}
