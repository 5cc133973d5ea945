package serlab.corpus.locate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusFingerprint;
import serlab.corpus.CorpusPlace;
import serlab.corpus.CorpusSpec;
import serlab.corpus.LabelChoice;
import serlab.corpus.TestAudio;

class SeveralSpecTest {
    @TempDir
    private Path folder;

    private Path emodb(String name) throws IOException {
        return files(name, "wav/03a01Fa.wav", "wav/03a02Wb.wav", "wav/08a01Na.wav", "wav/08b02La.wav");
    }

    private Path classes(String name) throws IOException {
        return files(name, "happy/1.wav", "angry/2.wav", "neutral/3.wav");
    }

    private Path files(String name, String... paths) throws IOException {
        TestAudio.files(folder.resolve(name), paths);
        return folder.resolve(name);
    }

    private CorpusLocator locator() {
        return new CorpusLocator(folder, Optional.empty());
    }

    private static CorpusSpec spec(Object... of) {
        return CorpusLocator.catalog().read(new Settings("corpus", Map.of("type", "several", "of", List.of(of))));
    }

    private static String refusal(CorpusLocator locator, CorpusSpec spec, Optional<Path> data) {
        String message = assertThrows(InvalidInputException.class, () -> locator.open(spec, data)).getMessage();
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    @Test
    void idsAndSpeakersBearTheNameOfTheirCorpus() throws IOException {
        Corpus corpus = locator().open(spec(emodb("berlin").toString(), Map.of("type", "folder", "path", classes("mine").toString(),
                "language", "English")), Optional.empty());
        assertEquals("emodb + mine", corpus.name());
        assertEquals(List.of("emodb", "mine"), corpus.members());
        assertEquals(List.of("emodb/03", "emodb/08"), corpus.speakers());
        assertEquals(List.of("emodb/03a01Fa", "emodb/03a02Wb", "emodb/08a01Na", "emodb/08b02La", "mine/angry/2.wav",
                "mine/happy/1.wav", "mine/neutral/3.wav"), corpus.clips().stream().map(Clip::id).toList());
        assertEquals(Map.of("emodb", "German", "mine", "English"), corpus.clips().stream().collect(Collectors.toMap(Clip::corpus,
                clip -> clip.fields().get("language"), (one, same) -> one)));
        assertEquals("not every corpus has boredom; corpus.labels: common keeps what all have",
                LabelChoice.ALL.of(corpus).warnings().get(0));
        assertEquals("several", corpus.place().orElseThrow().type());
    }

    @Test
    void placesWithACommaBetweenThemAreReadAsOneCorpus() throws IOException {
        Path both = Path.of(emodb("berlin") + "," + classes("mine"));
        Corpus corpus = locator().find(CorpusLocator.AUTO, Optional.of(both));
        assertEquals("emodb + mine", corpus.name());
        CorpusPlace place = corpus.place().orElseThrow();
        assertEquals(CorpusFingerprint.of(corpus), CorpusFingerprint.of(locator().find(CorpusLocator.AUTO,
                Optional.of(Path.of(place.path())))));
        assertEquals("emodb + mine", new CorpusLocator(folder, Optional.of(both.toString())).find(CorpusLocator.AUTO,
                Optional.empty()).name());
    }

    @Test
    void aMemberMayBeAnArchive() throws IOException {
        Path zip = TestAudio.zip(folder.resolve("berlin.zip"), Map.of("wav/03a01Fa.wav", TestAudio.wav("a"), "wav/08a01Wa.wav",
                TestAudio.wav("b")));
        Corpus corpus = locator().find(CorpusLocator.AUTO, Optional.of(Path.of(zip + "," + classes("mine"))));
        assertEquals(List.of("emodb", "mine"), corpus.members());
        assertEquals(5, CorpusFingerprint.of(corpus).contentHashes().size());
    }

    @Test
    void aPlaceWhoseNameHoldsACommaIsOnePlace() throws IOException {
        Path comma = emodb("a,b");
        assertEquals(List.of(comma), Places.of(comma).all());
        assertEquals(List.of(comma, folder), Places.of(Path.of(comma + "," + folder)).all());
        assertEquals("EMO-DB", locator().find(CorpusLocator.AUTO, Optional.of(comma)).name());
    }

    @Test
    void placesOnTheCommandLineStandInForThoseOfTheFile() throws IOException {
        CorpusSpec spec = spec(Map.of("type", "emodb", "path", "nowhere"), Map.of("type", "synthetic", "speakers", 1),
                Map.of("type", "folder", "path", "gone", "name", "own"));
        Path moved = Path.of(emodb("berlin") + "," + classes("mine"));
        assertEquals(List.of("emodb", "own", "synthetic"), locator().open(spec, Optional.of(moved)).members());
        assertContains(refusal(locator(), spec, Optional.of(emodb("berlin"))), "--data names 1 places for the 2 corpora");
    }

    @Test
    void everyMemberMayRenameItsLabels() throws IOException {
        Corpus corpus = locator().open(spec(Map.of("path", emodb("berlin").toString(), "labels", Map.of("boredom", "drop",
                "neutral", "calm")), classes("mine").toString()), Optional.empty());
        assertEquals(new TreeSet<>(List.of("angry", "calm", "happy")), corpus.clips().stream()
                .filter(clip -> clip.corpus().equals("emodb")).map(Clip::label).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void corporaOfOneNameAreNumbered() {
        Corpus corpus = locator().open(spec(Map.of("type", "synthetic", "speakers", 2, "clipsPerEmotion", 1), Map.of("type",
                "synthetic", "speakers", 2, "clipsPerEmotion", 1, "seed", 2)), Optional.empty());
        assertEquals(List.of("synthetic", "synthetic-2"), corpus.members());
        assertEquals(List.of("synthetic-2/01", "synthetic-2/02", "synthetic/01", "synthetic/02"), corpus.speakers());
        assertTrue(corpus.synthetic());
    }

    @Test
    void wrongMembersAreNamedInALine() throws IOException {
        String here = emodb("berlin").toString();
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("berlin"));
        assertContains(refusal(locator(), spec(here, folder.resolve("link").toString()), Optional.empty()),
                "corpus.of names one corpus twice: '" + here + "' and");
        assertContains(refusal(locator(), spec(here, here), Optional.empty()), "corpus.of names one corpus twice: '" + here + "';");
        assertContains(refusal(locator(), spec(here, folder.resolve("berlim").toString()), Optional.empty()),
                "which does not exist; did you mean");
        assertContains(refusal(locator(), spec(here), Optional.empty()), "corpus.of names one corpus");
        assertContains(refusal(locator(), spec(here, Map.of("type", "auto")), Optional.empty()), "corpus.of[1] has no path");
        assertContains(refusal(locator(), spec(Map.of("path", here, "name", "a"), Map.of("path", classes("mine").toString(), "name",
                "a")), Optional.empty()), "calls two corpora 'a'");
        assertContains(refusal(locator(), CorpusLocator.catalog().standard("auto"), Optional.of(Path.of(here + ",nowhere"))),
                "--data names 'nowhere', which does not exist");
        assertContains(assertThrows(InvalidInputException.class, () -> spec(here, Map.of("path", here, "labls", "x"))).getMessage(),
                "did you mean 'labels'");
    }
}
