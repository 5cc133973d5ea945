package serlab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.parquet.ParquetInput;

class AnswersTest {
    @TempDir
    private Path folder;

    @Test
    void theParquetTableHasTheCellsOfTheCsv() throws Exception {
        Answers answers = new Answers(List.of("angry", "sad"), List.of(
                new Answers.Row("a/1.wav", "7", "network", 0, "1", "sad", "angry", List.of(0.1f, 1 / 3f)),
                new Answers.Row("ä 2.wav", "", "head", 3, "all", "sad", "sad", List.of(Float.NaN, 1e-9f)),
                new Answers.Row("3.wav", "8", "head", 3, "all", "angry", "sad", List.of())));
        Path csv = answers.write(folder);
        List<String> lines = Files.readAllLines(csv);
        assertEquals(answers.rows().subList(0, 2), Answers.read(folder).orElseThrow().rows().subList(0, 2));
        try (ParquetInput table = new ParquetInput(folder.resolve("answers.parquet"))) {
            assertEquals(lines.get(0), String.join(",", table.names()));
            for (String line : lines.subList(1, lines.size())) {
                assertEquals(line, String.join(",", table.next()));
            }
            assertNull(table.next());
        }
    }
}
