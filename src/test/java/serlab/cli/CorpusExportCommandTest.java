package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static serlab.ContentAssertions.assertContains;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.corpus.TestAudio;

class CorpusExportCommandTest {
    @TempDir
    private Path root;

    @Test
    void aCorpusBecomesAManifest() throws IOException {
        TestAudio.files(root, "tess/YAF_sad/YAF_back_sad.wav", "tess/OAF_angry/OAF_back_angry.wav");
        Path manifest = root.resolve("lists/tess.csv");
        Console done = Console.run("corpus", "export", "--data", root.resolve("tess").toString(), "--set", "corpus.labels={angry: cross}",
                "--out", manifest.toString(), "--json");
        assertEquals(0, done.code(), done.err());
        assertContains(done.err(), "note: read as TESS: 2 of 2 names like OAF_back_angry.wav");
        assertEquals(2, new ObjectMapper().readTree(done.lastLine()).get("clips").asInt());
        assertEquals("clip,file,label,speaker,language,sex,statement\n"
                + "OAF_back_angry,../tess/OAF_angry/OAF_back_angry.wav,cross,OAF,English,female,back\n"
                + "YAF_back_sad,../tess/YAF_sad/YAF_back_sad.wav,sad,YAF,English,female,back\n", Files.readString(manifest));
    }

    @Test
    void noFileIsWrittenOver() throws IOException {
        TestAudio.files(root, "tess/YAF_back_sad.wav");
        Path manifest = Files.writeString(root.resolve("mine.csv"), "file,label\ntess/YAF_back_sad.wav,sad\n");
        Console refused = Console.run("corpus", "export", "--data", manifest.toString(), "--out", manifest.toString());
        assertEquals(2, refused.code());
        assertContains(refused.err(), "mine.csv' exists; name another file, or remove it first");
        assertEquals("file,label\ntess/YAF_back_sad.wav,sad\n", Files.readString(manifest));
    }

    @Test
    void theEndingMayBeOfCapitals() throws IOException {
        TestAudio.files(root, "tess/YAF_back_sad.wav");
        for (String name : new String[] {"FEW.PARQUET", "Few.Csv"}) {
            Path manifest = root.resolve(name);
            Console done = Console.run("corpus", "export", "--data", root.resolve("tess").toString(), "--out", manifest.toString());
            assertEquals(0, done.code(), done.err());
            assertEquals(name.equals("FEW.PARQUET") ? "PAR1" : "clip", new String(Files.readAllBytes(manifest), 0, 4, StandardCharsets.US_ASCII));
            Console read = Console.run("corpus", "export", "--data", manifest.toString(), "--out", root.resolve(name + ".csv").toString());
            assertEquals(0, read.code(), read.err());
            assertContains(Files.readString(root.resolve(name + ".csv")), "YAF_back_sad,tess/YAF_back_sad.wav,sad,YAF");
        }
    }

    @Test
    void theManifestMustBeACsvFile() throws IOException {
        TestAudio.files(root, "tess/YAF_back_sad.wav");
        Console none = Console.run("corpus", "export", "--data", root.toString());
        assertEquals(2, none.code());
        assertContains(none.err(), "--out is missing; name the manifest to write, such as --out corpus.csv");
        assertContains(Console.run("corpus", "export", "--data", root.toString(), "--out", root.toString()).err(), "is no CSV or Parquet file; name the manifest to write, such as --out corpus.csv or --out corpus.parquet");
        assertContains(Console.run("corpus").out(), "export");
    }
}
