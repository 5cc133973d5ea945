package serlab.explore.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import serlab.corpus.Clip;
import serlab.corpus.ClipSource;

class FeatureImportanceTest {
    private static final List<String> LABELS = List.of("angry", "sad");

    /** One number tells the emotion, one the speaker, one tells nothing, one never changes. */
    private static ClipNumbers numbers(int speakers, int clips, boolean known) {
        List<Clip> all = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        Random random = new Random(3);
        for (int speaker = 0; speaker < speakers; speaker++) {
            for (int i = 0; i < clips; i++) {
                String label = LABELS.get(i % 2);
                all.add(new Clip("clip-" + all.size(), label, known ? "speaker " + speaker : "", Map.of(), ClipSource.of(Path.of("none"))));
                values.add(new double[] {(i % 2) + 0.2 * random.nextGaussian(), 100 * speaker + random.nextGaussian(), random.nextGaussian(),
                    7});
            }
        }
        return new ClipNumbers(all, List.of("tells", "speaker", "noise", "constant"), List.of("", "", "", ""), values.toArray(double[][]::new));
    }

    @Test
    void whatTellsTheEmotionIsMissedAndNothingElse() {
        FeatureImportance importance = FeatureImportance.of(numbers(6, 20, true), LABELS).orElseThrow();
        assertTrue(importance.bySpeakers());
        assertEquals(5, importance.folds());
        assertTrue(importance.uar() > 0.95, importance.toString());
        FeatureImportance.Lost first = importance.all().get(0);
        assertEquals("tells", first.name());
        // exchanged among the clips of a speaker, half of which are of either emotion: chance is left
        assertEquals(importance.uar() - 0.5, first.mean(), 0.1, importance.toString());
        assertTrue(importance.all().stream().skip(1).allMatch(lost -> Math.abs(lost.mean()) < 0.02), importance.toString());
        assertEquals(0, importance.all().stream().filter(lost -> lost.name().equals("constant")).findFirst().orElseThrow().mean());
        assertEquals(importance, FeatureImportance.of(numbers(6, 20, true), LABELS).orElseThrow(), "twice the same");
    }

    @Test
    void foldsAreOfClipsWhereNobodyIsKnown() {
        FeatureImportance importance = FeatureImportance.of(numbers(6, 20, false), LABELS).orElseThrow();
        assertFalse(importance.bySpeakers());
        assertEquals("tells", importance.all().get(0).name());
        assertTrue(importance.judge().startsWith("linear support vectors, 5 folds of clips: UAR "), importance.judge());
    }

    @Test
    void tooFewClipsGiveNone() {
        assertEquals(Optional.empty(), FeatureImportance.of(numbers(1, 2, false), LABELS));
        assertEquals(Optional.empty(), FeatureImportance.of(numbers(2, 1, true), LABELS));
        assertEquals(Optional.empty(), FeatureImportance.of(numbers(3, 6, true), LABELS), "nine of each emotion");
        assertTrue(FeatureImportance.of(numbers(5, 4, true), LABELS).isPresent(), "ten of each emotion");
        FeatureStudy few = FeatureStudy.of(numbers(3, 2, true), LABELS);
        assertTrue(few.importance().isEmpty());
        assertEquals("3 clips of angry are too few to hold some out; it takes 10 or more of each emotion", few.withoutImportance());
        assertEquals(Optional.of("fewer than 10 clips of an emotion (3 of angry, 3 of sad): effects may be chance, large ones too; "
                + "record more before relying on them"), few.effects().caution());
        assertEquals(Optional.empty(), FeatureStudy.of(numbers(5, 4, true), LABELS).effects().caution());
    }

    @Test
    void noneMattersWhereAllTellTheSameOrNothing() {
        assertTrue(FeatureImportance.of(numbers(6, 20, true), LABELS).orElseThrow().some());
        ClipNumbers one = numbers(6, 20, true);
        ClipNumbers nothing = new ClipNumbers(one.clips(), List.of("constant"), List.of(""), one.clips().stream().map(clip -> new double[] {7})
                .toArray(double[][]::new));
        assertFalse(FeatureImportance.of(nothing, LABELS).orElseThrow().some());
    }
}
