package serlab.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static serlab.ContentAssertions.assertContains;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.audio.file.AudioDecoder;
import serlab.audio.file.WavEncoder;
import serlab.corpus.Clip;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.feature.cache.ClipPipeline;
import serlab.tracking.server.MlflowServer;

/**
 * The cells of the notebooks on corpora of one's own, one after the other in one project: a folder per class that does not tell
 * who speaks, then a manifest of four emotions and four speakers. To save time most run on one of
 * them; notebook 7 has its own corpus.
 */
@Tag("slow")
class OwnCorporaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> EMOTIONS = Map.of("angry", "anger", "sad", "sadness", "happy", "joy", "disgust", "disgust");
    private static final List<String> VOICES = List.of("anna", "bo", "cy", "di");
    private static final String FOLDER = "voices";
    private static final String MANIFEST = "recordings.csv";
    private static final Map<String, String> NOTEBOOKS = Map.of(FOLDER, "01 03 04 08 10", MANIFEST, "02 05 06 08 09 12");

    @TempDir
    private static Path root;
    private static TestJupyter jupyter;
    private static final Map<String, Map<String, List<JsonNode>>> ANSWERS = new LinkedHashMap<>();

    @BeforeAll
    static void runAll() throws Exception {
        jupyter = new TestJupyter(root);
        writeCorpora();
        MlflowServer.startOrReuse(root, OptionalInt.empty(), line -> { });
        for (String corpus : List.of(FOLDER, MANIFEST)) {
            ANSWERS.put(corpus, run(corpus));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        MlflowServer.stop(root);
        jupyter.close();
    }

    private static void writeCorpora() throws IOException {
        int number = 0;
        StringBuilder manifest = new StringBuilder("file,label,speaker\n");
        for (Clip clip : new SyntheticSpec(VOICES.size(), 2, 1).open(null).clips()) {
            String label = EMOTIONS.get(clip.label());
            if (label != null) {
                Path file = root.resolve(FOLDER).resolve(label).resolve(String.format(Locale.ROOT, "take-%02d.wav", ++number));
                Files.createDirectories(file.getParent());
                Files.write(file, WavEncoder.encode16(AudioDecoder.decode(ClipPipeline.bytes(clip), clip.id())));
                manifest.append(root.relativize(file)).append(',').append(label).append(',')
                        .append(VOICES.get(Integer.parseInt(clip.speaker()) - 1)).append('\n');
            }
        }
        Files.writeString(root.resolve(MANIFEST), manifest);
    }

    /** What the code cells of the notebooks showed, by notebook. */
    private static Map<String, List<JsonNode>> run(String corpus) throws IOException, InterruptedException {
        List<Map<String, String>> requests = new ArrayList<>();
        List<String> from = new ArrayList<>();
        for (String notebook : NotebooksTest.notebooks()) {
            if (NOTEBOOKS.get(corpus).contains(notebook.substring(0, 2))) {
                for (JsonNode cell : JSON.readTree(Path.of("notebooks", notebook).toFile()).get("cells")) {
                    if (cell.get("cell_type").asText().equals("code")) {
                        requests.add(Map.of("run", String.join("", JSON.convertValue(cell.get("source"), String[].class))));
                        from.add(notebook);
                    }
                }
            }
        }
        Path file = Files.write(root.resolve("requests.json"), JSON.writeValueAsBytes(requests));
        TestJupyter.Outcome outcome = jupyter.run(15, Map.of("SER_DATA", root.resolve(corpus).toString(), "SER_NOTEBOOK", "smoke",
                "SER_CACHE", root.resolve("cache").toString()), "python",
                Path.of("src/test/resources/notebook/kernel.py").toAbsolutePath().toString(), file.toString());
        assertEquals(0, outcome.code(), outcome.log());
        JsonNode answers = JSON.readTree(outcome.log().lines().reduce((first, last) -> last).orElse("")).get("answers");
        Map<String, List<JsonNode>> byNotebook = new LinkedHashMap<>();
        for (int i = 0; i < from.size(); i++) {
            byNotebook.computeIfAbsent(from.get(i), notebook -> new ArrayList<>()).add(answers.get(i));
        }
        return byNotebook;
    }

    @Test
    void noCellFails() {
        assertEquals(List.of(FOLDER, MANIFEST), List.copyOf(ANSWERS.keySet()));
        ANSWERS.forEach((corpus, notebooks) -> notebooks.forEach((notebook, cells) -> {
            assertFalse(cells.isEmpty(), notebook);
            cells.forEach(cell -> assertEquals("[]", cell.get("errors").toString(), notebook + " on " + corpus));
        }));
    }

    @Test
    void everyResultSaysItsCorpusAndSplit() {
        for (String notebook : List.of("03", "04", "08")) {
            assertContains(texts(FOLDER, notebook), "/voices: 32 clips, 4 emotions (anger, disgust, joy, sadness)\n");
            assertContains(texts(FOLDER, notebook), "split random-stratified");
            assertContains(texts(FOLDER, notebook), "SMOKE MODE (SER_NOTEBOOK=smoke): 3 epochs in place of ");
        }
        for (String notebook : List.of("05", "06", "08")) {
            assertContains(texts(MANIFEST, notebook), "/recordings.csv: 32 clips, 4 emotions (anger, disgust, joy, sadness)\n");
            assertContains(texts(MANIFEST, notebook), "split groups");
        }
        assertContains(texts(FOLDER, "04"), "note: voices is split by random-stratified, because its speakers are not known");
        assertContains(texts(FOLDER, "10"), "my-corpus/manifest.csv: 32 clips, 4 emotions (anger, disgust, joy, sadness)\n");
        assertContains(texts(MANIFEST, "09"), "split groups");
        assertContains(texts(MANIFEST, "12"), "(recordings.csv, 32 clips, 4 emotions, compared within each of 4 speakers; by chance ");
        assertContains(texts(FOLDER, "08"), "does not tell of every clip who speaks");
    }

    private static String texts(String corpus, String number) {
        List<String> texts = new ArrayList<>();
        ANSWERS.get(corpus).forEach((notebook, cells) -> {
            if (notebook.startsWith(number)) {
                cells.forEach(cell -> cell.get("text").forEach(text -> texts.add(text.asText())));
            }
        });
        return String.join("\n", texts);
    }
}
