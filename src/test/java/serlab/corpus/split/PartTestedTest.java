package serlab.corpus.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.Split;
import serlab.corpus.synthetic.SyntheticSpec;

/** Protocols that test one kind of clip alone. */
class PartTestedTest {
    private static final Corpus FULL = new SyntheticSpec(24, 8, 1).open(null);

    private static String message(Executable call) {
        return assertThrows(InvalidInputException.class, call).getMessage();
    }

    @Test
    void testsOneKindOfClipAloneAndTrainsOnAll() {
        SplitProtocol part = SplitProtocols.named("actor-folds-5 testing intensity=strong");
        assertEquals("actor-folds-5 testing intensity=strong", part.name());
        assertEquals(5, part.folds(FULL));
        Split all = SplitProtocols.named("actor-folds-5").split(FULL, 1, 1);
        Split split = part.split(FULL, 1, 1);
        assertEquals(part.name(), split.protocol());
        assertTrue(split.speakerIndependent());
        assertEquals(all.training(), split.training());
        assertEquals(strong(all.validation()), split.validation());
        assertEquals(strong(all.test()), split.test());
        assertTrue(split.test().size() < all.test().size() && !split.test().isEmpty());
    }

    @Test
    void saysWhichKindsThereAre() {
        assertEquals("no clip of synthetic voices has the intensity 'loud' that is to be tested; found normal, strong",
                message(() -> SplitProtocols.named("actor-folds-5 testing intensity=loud").split(FULL, 0, 1)));
        assertEquals("no clip of synthetic voices has the mood 'good' that is to be tested; found no clip with that field",
                message(() -> SplitProtocols.named("actor-folds-5 testing mood=good").split(FULL, 0, 1)));
        assertTrue(message(() -> SplitProtocols.named("actor-folds-5 testing speech"))
                .endsWith("expected FIELD=VALUE after 'testing', such as testing channel=speech"));
    }

    private static List<Clip> strong(List<Clip> clips) {
        return clips.stream().filter(clip -> clip.fields().get("intensity").equals("strong")).toList();
    }
}
