package serlab.corpus.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.ClipSource;
import serlab.corpus.ClipSpan;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusFingerprint;
import serlab.corpus.TestAudio;
import serlab.corpus.locate.CorpusLocator;
import serlab.corpus.synthetic.SyntheticSpec;

class ManifestExportTest {
    @TempDir
    private Path root;

    private Corpus read(Path place) {
        return new CorpusLocator(root, Optional.empty()).find("auto", Optional.of(place));
    }

    private static void requireSame(Corpus expected, Corpus read) {
        assertEquals(CorpusFingerprint.of(expected).hex(), CorpusFingerprint.of(read).hex());
        assertEquals(Set.copyOf(expected.labels()), Set.copyOf(read.labels()));
        assertEquals(expected.speakers(), read.speakers());
        assertEquals(expected.clips().stream().map(Clip::fields).toList(), read.clips().stream().map(Clip::fields).toList());
    }

    @Test
    void recordingsAreNamedWhereTheyLie() throws IOException {
        TestAudio.files(root, "corpus/wav/03a01Fa.wav", "corpus/wav/08a02Wc.wav", "corpus/wav/11b10La.wav");
        Corpus corpus = read(root.resolve("corpus"));
        Path manifest = root.resolve("lists/emodb.csv");
        assertEquals(0, new ManifestExport(manifest).write(corpus));
        assertEquals("clip,file,label,speaker,language,sex,statement\n03a01Fa,../corpus/wav/03a01Fa.wav,happy,03,German,male,a01",
                String.join("\n", Files.readAllLines(manifest).subList(0, 2)));
        requireSame(corpus, read(manifest));
        assertFalse(Files.exists(root.resolve("lists/recordings")));
    }

    @Test
    void aParquetManifestReadsBackToTheSame() throws IOException {
        TestAudio.files(root, "corpus/wav/03a01Fa.wav", "corpus/wav/08a02Wc.wav", "corpus/wav/11b10La.wav");
        Corpus corpus = read(root.resolve("corpus"));
        Path manifest = root.resolve("lists/emodb.parquet");
        assertEquals(0, new ManifestExport(manifest).write(corpus));
        assertEquals("PAR1", new String(Files.readAllBytes(manifest), 0, 4, StandardCharsets.US_ASCII));
        requireSame(corpus, read(manifest));
    }

    @Test
    void recordingsInArchivesAreWrittenBesideIt() throws IOException {
        Path zip = TestAudio.zip(root.resolve("Audio.zip"), Map.of("DC/a01.wav", TestAudio.wav("1"), "JE/a01.wav", TestAudio.wav("2")));
        Corpus corpus = read(zip);
        Path manifest = root.resolve("out/savee.csv");
        assertEquals(2, new ManifestExport(manifest).write(corpus));
        Files.delete(zip);
        requireSame(corpusOf(manifest, corpus), read(manifest));
        assertEquals(List.of("DC_a01", "JE_a01"), read(manifest).clips().stream().map(Clip::id).toList());
    }

    /** The corpus as it was, with the recordings that were written: the archive is gone. */
    private static Corpus corpusOf(Path manifest, Corpus corpus) {
        List<Clip> clips = corpus.clips().stream().map(clip -> new Clip(clip.id(), clip.label(), clip.speaker(), clip.fields(),
                ClipSource.of(manifest.resolveSibling("recordings/" + clip.id() + ".wav")))).toList();
        return new Corpus(corpus.name(), false, corpus.labels(), clips, List.of());
    }

    @Test
    void partsAreWrittenByteForByte() throws IOException {
        TestAudio.files(root, "x.wav");
        ClipSource whole = ClipSource.of(root.resolve("x.wav"));
        List<Clip> parts = List.of(new Clip("x.wav 0.0-1.0E-4", "sad", "", Map.of(), new ClipSpan(0, 2e-4).of(whole)),
                new Clip("x.wav 2.0E-4-end", "=sad", "-s", Map.of("note", "a \"b\", c"),
                        new ClipSpan(2e-4, Double.POSITIVE_INFINITY).of(whole)));
        Corpus corpus = new Corpus("parts", false, List.of("sad", "=sad"), parts, List.of());
        assertEquals(2, new ManifestExport(root.resolve("parts.csv")).write(corpus));
        requireSame(corpus, read(root.resolve("parts.csv")));
    }

    @Test
    void aRecordingThatLiesWhereAPartWouldIsKept() throws IOException {
        TestAudio.files(root, "recordings/x.wav");
        Path whole = root.resolve("recordings/x.wav");
        byte[] content = Files.readAllBytes(whole);
        Corpus corpus = new Corpus("parts", false, List.of("sad"), List.of(new Clip("x", "sad", "", Map.of(),
                new ClipSpan(0, 2e-4).of(ClipSource.of(whole)))), List.of());
        assertContains(assertThrows(InvalidInputException.class, () -> new ManifestExport(root.resolve("parts.csv")).write(corpus))
                .getMessage(), whole + "' is there already and is another recording; write the manifest into another folder");
        assertArrayEquals(content, Files.readAllBytes(whole));
    }

    @Test
    void clipsOfLikeNamesGetFilesOfTheirOwn() throws IOException {
        Path zip = TestAudio.zip(root.resolve("a.zip"), Map.of("sad/a b.wav", TestAudio.wav("1"), "sad/a_b.wav", TestAudio.wav("2")));
        Corpus corpus = read(zip);
        new ManifestExport(root.resolve("m.csv")).write(corpus);
        assertEquals(2, new HashSet<>(CorpusFingerprint.of(read(root.resolve("m.csv"))).contentHashes().values()).size());
        requireSame(corpus, read(root.resolve("m.csv")));
    }

    @Test
    void whatCannotStandInAManifestIsRefused() throws IOException {
        assertContains(assertThrows(InvalidInputException.class, () -> new ManifestExport(root.resolve("m.csv"))
                .write(new SyntheticSpec(4, 1, 7L).open(null))).getMessage(), "nobody speaks in synthetic voices");
        Path table = TestAudio.text(root.resolve("features.csv"), "label,f1,f2\nsad,1,2\nhappy,2,3\n");
        assertContains(assertThrows(InvalidInputException.class, () -> new ManifestExport(root.resolve("m.csv")).write(read(table)))
                .getMessage(), "is a row of a table of features");
        assertFalse(Files.exists(root.resolve("m.csv")));
        TestAudio.files(root, "x.wav");
        Corpus corpus = new Corpus("own", false, List.of("sad"), List.of(new Clip("a", "sad", "", Map.of("File", "1"),
                ClipSource.of(root.resolve("x.wav")))), List.of());
        assertContains(assertThrows(InvalidInputException.class, () -> new ManifestExport(root.resolve("m.csv")).write(corpus))
                .getMessage(), "field 'File' of own has the name of a manifest's own column");
    }
}
