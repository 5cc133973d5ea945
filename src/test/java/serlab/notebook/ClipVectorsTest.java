package serlab.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static serlab.ContentAssertions.assertContains;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.ClipSource;
import serlab.feature.FeatureSpec;
import serlab.feature.cache.Features;

class ClipVectorsTest {
    private static final FeatureSpec PAIR = FeatureSpec.of(Map.of("type", "statistics", "of", "zcr", "statistics", List.of("mean", "std")));

    /** Emotion, speaker and two numbers of each clip. */
    private static Features features(Object[]... clips) {
        List<Features.Item> items = new ArrayList<>();
        for (Object[] clip : clips) {
            String id = "clip-" + items.size();
            items.add(new Features.Item(new Clip(id, (String) clip[0], (String) clip[1], Map.of(), ClipSource.of(Path.of(id))),
                    new float[][] {{((Number) clip[2]).floatValue()}, {((Number) clip[3]).floatValue()}}));
        }
        return new Features(PAIR, items, List.of(), List.of());
    }

    /** The clip beside each is one of its own speaker, which does not count. */
    @Test
    void theNearestClipOfAnotherSpeakerCounts() {
        ClipVectors vectors = ClipVectors.of(features(new Object[][] {{"sad", "a", 0, 0}, {"sad", "b", 0.5, 0}, {"angry", "a", 0.1, 0},
            {"angry", "b", 9, 9}, {"angry", "c", 9, 8}}), "two numbers");
        // sad a finds sad b, who finds angry a, who finds sad b; angry b and c find each other
        assertEquals(0.6, vectors.nearestAgrees(), 1e-12);
        assertEquals("two numbers: the nearest clip of another speaker is of the same emotion for 60 % of 5 clips; by chance it would be for "
                + "about 50 %", vectors.found());
    }

    /** The second number is a hundred times as large, and counts no more for that. */
    @Test
    void numbersAreStandardizedFirst() {
        ClipVectors vectors = ClipVectors.of(features(new Object[][] {{"sad", "a", 0, 0}, {"sad", "b", 0.1, 30}, {"angry", "c", 1, 0},
            {"angry", "d", 1.1, 40}, {"angry", "e", 1, 100}}), "two numbers");
        assertEquals(1, vectors.nearestAgrees(), 1e-12);
    }

    @Test
    void whatHasNoOneRowPerClipIsRefused() {
        FeatureSpec mfcc = FeatureSpec.of(Map.of("type", "mfcc", "coefficients", 2, "frames", 2));
        Features sequence = new Features(mfcc, features(new Object[] {"sad", "a", 0, 0}, new Object[] {"angry", "b", 1, 1}).items(), List.of(),
                List.of());
        assertContains(assertThrows(InvalidInputException.class, () -> ClipVectors.of(sequence, "mfcc")).getMessage(),
                "mfcc has 2 numbers per clip, which change with time; expected one row of at most 1024");
        ClipVectors alone = ClipVectors.of(features(new Object[] {"sad", "a", 0, 0}, new Object[] {"angry", "a", 1, 1}), "two numbers");
        assertContains(assertThrows(InvalidInputException.class, alone::nearestAgrees).getMessage(), "at least two speakers are needed");
    }
}
