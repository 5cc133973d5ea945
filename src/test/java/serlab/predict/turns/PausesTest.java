package serlab.predict.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import serlab.predict.Prediction;
import serlab.predict.turns.SpeechSearch.Stretch;

class PausesTest {
    private static final List<double[]> VOICE = List.of(new double[1]);
    private static final List<double[]> NONE = List.of();

    private static Turn spoken(double from, double to) {
        return new Turn(from, to, Optional.of("speaker 1"), "happy", Map.of("happy", 1f));
    }

    @Test
    void halfASecondOfAPauseIsHeardAndNothingOfOthers() {
        Pauses pauses = new Pauses(new SpeechSearch.Found(10, List.of(new Stretch(0.25, 1, -10, VOICE), new Stretch(1.5, 5, -10, VOICE),
                new Stretch(7, 7.25, -20, NONE), new Stretch(7.5, 9.75, -10, VOICE))));
        assertEquals(List.of(new Spoken(0, 1.25, 0), new Spoken(1.25, 3, 0), new Spoken(3, 5.5, 1), new Spoken(7.375, 10, 0)),
                pauses.heardAround(List.of(new Spoken(0.25, 1, 0), new Spoken(1.5, 3, 0), new Spoken(3, 5, 1), new Spoken(7.5, 9.75, 0))));
    }

    @Test
    void stretchesThatTouchHaveNoPauseBetweenThem() {
        Pauses pauses = new Pauses(new SpeechSearch.Found(6, List.of(new Stretch(0.5, 2, -10, VOICE), new Stretch(2, 4, -10, VOICE),
                new Stretch(5, 6, -10, VOICE))));
        assertEquals(List.of(new Spoken(0, 2, 0), new Spoken(2, 4.5, 0), new Spoken(4.5, 6, 1)),
                pauses.heardAround(List.of(new Spoken(0.5, 2, 0), new Spoken(2, 4, 0), new Spoken(5, 6, 1))));
    }

    @Test
    void onlyPausesAreMarkedAsSilence() {
        Pauses pauses = new Pauses(new SpeechSearch.Found(4, List.of(new Stretch(0.04, 1, -10, VOICE), new Stretch(1.05, 2, -10, VOICE),
                new Stretch(2.5, 3.96, -10, VOICE))));
        List<Turn> filled = pauses.filled(List.of(spoken(0.04, 1), spoken(1.05, 2), spoken(2.5, 3.96)));
        assertEquals(List.of(spoken(0, 1.05), spoken(1.05, 2), Turn.without(2, 2.5, Prediction.SILENCE), spoken(2.5, 4)), filled);
    }

    @Test
    void aBriefRecordingOfNothingIsSilent() {
        assertEquals(List.of(Turn.without(0, 0.05, Prediction.SILENCE)), new Pauses(new SpeechSearch.Found(0.05, List.of())).filled(List.of()));
    }
}
