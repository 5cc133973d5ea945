package serlab.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class GroupDifferenceTest {
    private static final Function<Answer, String> BY_END = answer -> answer.clip().substring(answer.clip().indexOf('-') + 1);

    /** Answers of one speaker in one group, to as many clips of a class as are named, the first of which are right. */
    private static List<Answer> answers(String speaker, String group, int truth, int clips, int right) {
        List<Answer> all = new ArrayList<>();
        for (int i = 0; i < clips; i++) {
            all.add(new Answer(speaker + truth + i + "-" + group, speaker, truth, i < right ? truth : 1 - truth));
        }
        return all;
    }

    private static List<GroupDifference> of(List<Answer> answers) {
        return GroupDifference.of("intensity", answers, BY_END, Answer::cluster, 3, 1);
    }

    @Test
    void speakersHeardInBothGroupsAreDrawnForBothAtOnce() {
        List<Answer> all = new ArrayList<>();
        for (int speaker = 0; speaker < 6; speaker++) {
            all.addAll(answers("s" + speaker, "normal", 0, 10, 4 + speaker % 3));
            all.addAll(answers("s" + speaker, "strong", 0, 10, 6 + speaker % 3));
        }
        GroupDifference one = of(all).get(0);
        assertEquals(List.of("normal", "strong"), List.of(one.first(), one.second()));
        assertEquals(-0.2, one.difference(), 1e-12);
        assertEquals(-0.2, one.interval().orElseThrow().lower(), 1e-9, "every speaker differs by as much, whoever is drawn");
        assertEquals(-0.2, one.interval().orElseThrow().upper(), 1e-9);
        assertTrue(one.clear());
    }

    @Test
    void aClassThatOneGroupDoesNotHaveIsLeftOut() {
        List<Answer> all = new ArrayList<>();
        for (String speaker : List.of("a", "b", "c")) {
            all.addAll(answers(speaker, "normal", 0, 4, 2));
            all.addAll(answers(speaker, "normal", 1, 4, 0));
            all.addAll(answers(speaker, "strong", 0, 4, 3));
        }
        assertEquals(0.5 - 0.75, of(all).get(0).difference(), 1e-12);
    }

    @Test
    void speakersOfOneGroupAloneAreDrawnAmongThemselves() {
        List<Answer> all = new ArrayList<>();
        for (int speaker = 0; speaker < 8; speaker++) {
            all.addAll(answers("s" + speaker, speaker % 2 == 0 ? "female" : "male", 0, 10, speaker < 4 ? 9 : 3));
        }
        GroupDifference one = of(all).get(0);
        assertEquals(0, one.difference(), 1e-12);
        assertFalse(one.clear());
        assertTrue(one.interval().orElseThrow().lower() < -0.2 && one.interval().orElseThrow().upper() > 0.2, one.toString());
        assertEquals(one, of(all).get(0), "the same seed, the same draws");
    }

    @Test
    void oneSpeakerTellsNoIntervalAndManyGroupsNoPairs() {
        List<Answer> one = new ArrayList<>(answers("a", "female", 0, 4, 2));
        one.addAll(answers("b", "male", 0, 4, 4));
        assertEquals(Optional.empty(), of(one).get(0).interval());
        assertEquals("grouping,first,second,uar_difference,low,high\nintensity,female,male,-0.500000,,\n",
                GroupDifference.csv(of(one)));
        for (String group : List.of("c", "d", "e")) {
            one.addAll(answers("x" + group, group, 0, 4, 2));
        }
        assertEquals(List.of(), of(one));
    }
}
