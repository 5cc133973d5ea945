package serlab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import serlab.corpus.Clip;
import serlab.corpus.ClipSource;
import serlab.corpus.Corpus;

/** What a tracked training says of its split. */
class TrainingTagsTest {
    /** @param both whether a training speaker is tested, too */
    private static Map<String, String> tags(boolean both) {
        List<Clip> clips = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String set = i < 24 ? "train" : i < 32 ? "dev" : "test";
            clips.add(new Clip("c" + i, i % 2 == 0 ? "sad" : "angry", both && i == 39 ? "s0" : "s" + i / 8, Map.of("split", set),
                    ClipSource.of(Path.of("c.wav"))));
        }
        Corpus corpus = new Corpus("table", false, List.of("angry", "sad"), clips, List.of());
        ComparisonSpec spec = ComparisonSpec.of(ExperimentFile.parse("""
                name: own
                split: {protocol: column}
                features: {type: mfcc}
                model: {type: mfcc-cnn}
                """, "file"));
        return Training.all(spec, corpus).get(0).tags(corpus, spec.variants().get(0).protocol().speakersAcross(corpus));
    }

    @Test
    void speakersOnBothSidesOfTheCorpusOwnSplitAreALeak() {
        Map<String, String> tags = tags(true);
        assertEquals("1 of 2 test speakers", tags.get("speakers_across_split"));
        assertEquals("true", tags.get("leaky"));
        assertEquals("test speakers in training or validation", tags.get("leaks"));
        assertEquals("false", tags.get("speaker_independent"));
    }

    @Test
    void aSplitThatKeepsThemApartIsNone() {
        Map<String, String> tags = tags(false);
        assertFalse(tags.containsKey("speakers_across_split") || tags.containsKey("leaky"), tags.toString());
        assertEquals("true", tags.get("speaker_independent"));
    }
}
