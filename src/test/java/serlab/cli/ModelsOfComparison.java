package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.cli.SharedComparison.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.experiment.Answers;
import serlab.model.LogOpinionPool;
import serlab.model.ModelBundle;
import serlab.predict.Predictor;

/** What the models of a comparison answer. */
interface ModelsOfComparison extends SharedComparison.Tests {
    @Test
    default void theModelPredictsAnEmotionWithProbabilities() throws Exception {
        Path clip = SmallProject.firstClip(voices());
        Path model = project().root().resolve("out/model");
        assertContains(console().out(), model.toString());
        Console named = Console.run("predict", "--model", model.toString(), clip.toString(), "--json");
        assertEquals(0, named.code(), named.err());
        JsonNode line = JSON.readTree(named.lastLine());
        assertEquals(clip.toString(), line.get("file").asText());
        assertEquals(8, line.get("probabilities").size());
        double sum = 0;
        double most = 0;
        for (JsonNode probability : line.get("probabilities")) {
            sum += probability.asDouble();
            most = Math.max(most, probability.asDouble());
        }
        assertEquals(1, sum, 1e-5);
        assertEquals(most, line.get("probabilities").get(line.get("emotion").asText()).asDouble());
        assertEquals("RAVDESS speech", line.get("corpus").asText());
        assertFalse(line.get("synthetic").asBoolean());
        assertTrue(line.get("caution").asText().startsWith("trained on acted speech (RAVDESS speech)"), line.toString());
        Console usual = Console.run("predict", clip.toString(), "--json");
        assertEquals(named.out(), usual.out());
        assertContains(usual.err(), "the model is last (");
        assertContains(usual.err(), "trained on RAVDESS speech");
        String csv = Console.run("predict", clip.toString(), "--csv", "--timeline").out();
        assertTrue(csv.lines().allMatch(row -> row.startsWith("file,") ? row.endsWith(",model,corpus,synthetic,notes")
                : row.contains(",RAVDESS speech,false,") && row.contains("trained on acted speech")), csv);
        assertTrue(Console.run("predict", clip.toString()).out().contains("note: trained on acted speech"), usual.out());
    }

    @Test
    default void everyAnswerIsWhatThePredictionGivesForTheSameFile() throws Exception {
        Answers answers = Answers.read(out()).orElseThrow();
        assertEquals(List.of("log-mel", "MFCC"), answers.variants());
        Map<String, Path> files = new HashMap<>();
        try (Stream<Path> all = Files.walk(voices())) {
            all.filter(Files::isRegularFile).forEach(file -> files.put(file.getFileName().toString().replace(".wav", ""), file));
        }
        int longer = 0;
        for (Path folder : List.of(Path.of("log-mel/fold-0-seed-1"), Path.of("mfcc/fold-1-seed-1"))) {
            List<Answers.Row> rows = answers.rows().stream().filter(row -> folder.startsWith(row.variant().toLowerCase(Locale.ROOT))
                    && folder.toString().contains("fold-" + row.fold() + "-")).toList();
            List<String> command = new ArrayList<>(List.of("predict", "--json", "--model", out().resolve(folder).resolve("model")
                    .toString()));
            rows.forEach(row -> command.add(files.get(row.clip()).toString()));
            Console said = Console.run(command.toArray(String[]::new));
            assertEquals(0, said.code(), said.err());
            List<String> lines = said.out().lines().toList();
            assertEquals(rows.size(), lines.size());
            for (int i = 0; i < lines.size(); i++) {
                JsonNode line = JSON.readTree(lines.get(i));
                assertEquals(rows.get(i).answer(), line.get("emotion").asText(), rows.get(i).toString());
                for (int label = 0; label < answers.labels().size(); label++) {
                    assertEquals(rows.get(i).calibrated().get(label),
                            line.get("probabilities").get(answers.labels().get(label)).floatValue(), 1e-5f, rows.get(i).toString());
                }
                longer += AudioDecoder.read(files.get(rows.get(i).clip())).durationSeconds() > 0.8 ? 1 : 0;
            }
        }
        assertTrue(longer > 0, "no clip is longer than the models' input");
    }

    @Test
    default void modelsOfSeveralRunsAnswerAsOne() throws Exception {
        Path clip = SmallProject.firstClip(voices());
        String run = shown().children(result().at("/variants/0/run_id").asText()).get(0).at("/info/run_id").asText();
        String folder = project().root().resolve("out/model").toString();
        Path both = temporary().resolve("both.zip");
        Console made = Console.run("models", "ensemble", run, folder, "--out", both.toString(), "--name", "pair");
        assertEquals("Model: " + both + ", 2 networks", made.lastLine(), made.err());
        JsonNode said = JSON.readTree(Console.run("predict", "--model", both.toString(), clip.toString(), "--json").lastLine());
        assertEquals("pair", said.get("model").asText());
        ModelBundle pair = ModelBundle.load(both);
        Waveform sound = AudioDecoder.read(clip);
        float[] pool = LogOpinionPool.of(pair.members().stream().map(member -> member.probabilities(sound)).toList());
        assertArrayEquals(pool, pair.probabilities(sound), 1e-6f);
        Map<String, Float> answer = new Predictor(pair).predict(clip).probabilities();
        answer.forEach((label, value) -> assertEquals(value, said.get("probabilities").get(label).floatValue()));
        assertFalse(Arrays.equals(pair.members().get(0).probabilities(sound), pair.members().get(1).probabilities(sound)));
        Console alone = Console.run("models", "ensemble", folder, "--out", both.toString());
        assertEquals(2, alone.code(), alone.err());
    }
}
