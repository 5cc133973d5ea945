package serlab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
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
        assertEquals(List.of("BYTE_ARRAY", "INT32"), seedAndFold(answers));
        assertEquals(List.of("INT64", "INT32"), seedAndFold(new Answers(List.of("angry", "sad"), answers.rows().subList(0, 1))));
        try (ParquetInput table = new ParquetInput(folder.resolve("answers.parquet"))) {
            assertEquals("1", table.next()[4]);
        }
    }

    private List<String> seedAndFold(Answers answers) throws IOException {
        answers.write(folder);
        byte[] file = Files.readAllBytes(folder.resolve("answers.parquet"));
        int length = ByteBuffer.wrap(file, file.length - 8, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
        List<SchemaElement> columns = Util.readFileMetaData(new ByteArrayInputStream(file, file.length - 8 - length, length))
                .getSchema();
        return List.of(columns.get(5).getType().name(), columns.get(4).getType().name());
    }
}
