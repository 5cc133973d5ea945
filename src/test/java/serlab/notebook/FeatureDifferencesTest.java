package serlab.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static serlab.ContentAssertions.assertContains;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import serlab.audio.Tones;
import serlab.corpus.Clip;
import serlab.corpus.ClipSource;
import serlab.corpus.Corpus;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.explore.effect.ClipNumbers;
import serlab.explore.effect.FeatureEffects;
import tech.tablesaw.api.Table;

class FeatureDifferencesTest {
    /** Two speakers, sad and angry; the first number tells which, the second nothing. */
    private static FeatureDifferences differences() {
        List<Clip> clips = new ArrayList<>();
        double[][] values = new double[8][];
        for (int i = 0; i < values.length; i++) {
            clips.add(new Clip("c" + i, i % 2 == 0 ? "sad" : "angry", i < 4 ? "a" : "b", Map.of(), ClipSource.of(Path.of("c" + i))));
            values[i] = new double[] {i / 4 * 100 + i % 2 * 10 + i / 2 % 2, i / 2 % 2};
        }
        Corpus corpus = new SyntheticSpec(2, 1, 1).open(null);
        return new FeatureDifferences(corpus, FeatureEffects.of(new ClipNumbers(clips, List.of("pitch", "none"), List.of("Hz", ""), values),
                List.of("angry", "sad")));
    }

    @Test
    void theTableHasTheStrongestFirst() {
        Table table = differences().table();
        assertEquals(List.of("feature", "unit", "eta squared", "angry", "sad"), table.columnNames());
        assertEquals(List.of("pitch", "none"), table.stringColumn("feature").asList());
        assertEquals(100 / 101.0, table.doubleColumn("eta squared").get(0), 1e-9);
        assertEquals(0, table.doubleColumn("angry").get(1), 1e-9);
        assertEquals(-table.doubleColumn("angry").get(0), table.doubleColumn("sad").get(0), 1e-9);
        assertContains(table.name(), "8 clips, 2 emotions, compared within each of 2 speakers");
    }

    @Test
    void whatWasFoundNamesTheStrongest() {
        assertContains(differences().found(), "of 2 numbers the strongest: pitch (eta squared 0.99; angry by +17.3 standard deviations), none");
    }

    @Test
    void playersStandBesideEachOtherUnderTheirNames() {
        Players players = new Players(List.of(new Players.Named("a<b: sad", Tones.tone(200, 0.5, 8000, 800)),
                new Players.Named("c: angry", Tones.tone(300, 0.5, 8000, 1600))));
        assertContains(players.html(), "flex");
        assertContains(players.html(), "<figcaption>a&lt;b: sad</figcaption><audio controls");
        assertContains(players.html(), "<figcaption>c: angry</figcaption><audio controls");
        assertEquals("a<b: sad, 0.10 s; c: angry, 0.20 s", players.toString());
    }
}
