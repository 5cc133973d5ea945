package serlab.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.InvalidInputException;
import serlab.Mappers;

/** Tables as pyarrow and pandas of the notebooks' environment read and write them. */
@Tag("slow")
class ParquetTest {
    private static final Path PYTHON = Path.of(System.getenv().getOrDefault("SER_VENV", "environment/.venv"), "bin/python");
    private static final String SCRIPT = "src/test/resources/golden/parquet.py";
    private static final List<ParquetColumn> COLUMNS = List.of(ParquetColumn.text("clip"), ParquetColumn.text("label"),
            new ParquetColumn("fold", ParquetColumn.Kind.INTEGER), ParquetColumn.number("f.0 (mean)"),
            new ParquetColumn("seconds", ParquetColumn.Kind.DOUBLE), ParquetColumn.number("none"));
    private static final float[] SPECIAL = {0, -0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN,
        Float.POSITIVE_INFINITY, 1 / 3f};

    @TempDir
    static Path folder;

    @BeforeAll
    static void letPyarrowWrite() throws Exception {
        assertTrue(Files.isExecutable(PYTHON), "no Python environment in " + PYTHON + ": run environment/setup notebook");
        python("write", folder);
    }

    private static String python(String verb, Path path) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path error = folder.resolve("error.txt");
        Process process = new ProcessBuilder(PYTHON.toString(), SCRIPT, verb, path.toString()).redirectOutput(out.toFile())
                .redirectError(error.toFile()).start();
        assertTrue(process.waitFor(10, TimeUnit.MINUTES));
        assertEquals(0, process.exitValue(), () -> {
            try {
                return Files.readString(error);
            } catch (IOException e) {
                return e.toString();
            }
        });
        return Files.readString(out);
    }

    private static List<Object> row(int i) {
        String label = List.of("zornig", "fröhlich", "悲しい").get(i % 3);
        return Arrays.asList("clip " + i, i % 5 == 2 ? null : label, i % 4 == 3 ? null : 7 - i,
                i % 11 == 5 ? null : i < SPECIAL.length ? SPECIAL[i] : (float) Math.sin(i), i * 0.1, null);
    }

    private static byte[] written(int rows, int groupRows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ParquetOutput output = new ParquetOutput(bytes, COLUMNS, groupRows)) {
            for (int i = 0; i < rows; i++) {
                output.row(row(i));
            }
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2000, 4", "1500, 3"})
    void othersReadWhatIsWrittenWithItsTypes(int rows, int groups) throws Exception {
        Path file = Files.write(folder.resolve("ours.parquet"), written(rows, 500));
        JsonNode read = Mappers.JSON.readTree(python("read", file));
        assertEquals(COLUMNS.stream().map(ParquetColumn::name).toList(),
                Mappers.JSON.convertValue(read.get("names"), List.class));
        assertEquals(List.of("string", "string", "int32", "float", "double", "float"),
                Mappers.JSON.convertValue(read.get("types"), List.class));
        assertEquals(List.of("BYTE_ARRAY", "BYTE_ARRAY", "INT32", "FLOAT", "DOUBLE", "FLOAT"),
                Mappers.JSON.convertValue(read.get("kinds"), List.class));
        assertEquals("float32", read.get("pandas").get("f.0 (mean)").asText());
        assertEquals(groups, read.get("groups").asInt());
        for (int column = 0; column < COLUMNS.size(); column++) {
            assertEquals(rows, read.get("columns").get(column).size());
            for (int i = 0; i < rows; i++) {
                assertCell(row(i).get(column), read.get("columns").get(column).get(i));
            }
        }
    }

    private static void assertCell(Object expected, JsonNode read) {
        if (expected == null) {
            assertTrue(read.isNull(), read.toString());
        } else if (expected instanceof Number number && !(expected instanceof Integer)) {
            String hexadecimal = read.asText().replace("inf", "Infinity").replace("nan", "NaN");
            assertEquals(number.doubleValue(), Double.parseDouble(hexadecimal));
        } else {
            assertEquals(expected.toString(), read.asText());
        }
    }

    @Test
    void theSameRowsAreTheSameBytesAndAreReadAgain() throws Exception {
        byte[] bytes = written(1200, 500);
        assertArrayEquals(bytes, written(1200, 500));
        try (ParquetInput input = new ParquetInput(Files.write(folder.resolve("again.parquet"), bytes))) {
            for (int i = 0; i < 1200; i++) {
                assertEquals(row(i).stream().map(value -> value == null ? "" : value.toString()).toList(),
                        List.of(input.next()));
            }
            assertEquals(null, input.next());
        }
    }

    @Test
    void twoColumnsOfOneNameAreRefused() {
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> new ParquetOutput(
                new ByteArrayOutputStream(), List.of(ParquetColumn.text("clip"), ParquetColumn.number("clip"))));
        assertContains(e.getMessage(), "two columns are called 'clip'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none-1.0", "none-2.0", "snappy-1.0", "snappy-2.0", "gzip-1.0", "gzip-2.0", "zstd-1.0", "zstd-2.0",
        "lz4-1.0", "lz4-2.0", "plain", "delta", "pandas", "empty"})
    void whatPyarrowWritesIsRead(String name) throws IOException {
        JsonNode expected = Mappers.JSON.readTree(folder.resolve("expected.json").toFile());
        try (ParquetInput input = new ParquetInput(folder.resolve(name + ".parquet"))) {
            List<String> names = input.names();
            assertEquals(Mappers.JSON.convertValue(expected.get("names"), List.class), names);
            for (int i = 0; i < (name.equals("empty") ? 0 : expected.get("rows").size()); i++) {
                String[] row = input.next();
                for (int column = 0; column < row.length; column++) {
                    String wanted = expected.get("rows").get(i).get(column).asText();
                    String what = name + ", " + names.get(column) + " of row " + i;
                    if (wanted.contains("0x")) {
                        assertEquals(Double.parseDouble(wanted), names.get(column).equals("double")
                                ? Double.parseDouble(row[column]) : Float.parseFloat(row[column]), what);
                    } else if (name.equals("pandas") && wanted.matches("-?\\d+")) {
                        // where an integer may miss, pandas has numbers
                        assertEquals(Double.parseDouble(wanted), Double.parseDouble(row[column]), what);
                    } else {
                        assertEquals(wanted, row[column], what);
                    }
                }
            }
            assertEquals(null, input.next());
        }
    }

    @ParameterizedTest
    @CsvSource({"lists, lists or other columns", "struct, lists or other columns", "deep, lists or other columns",
        "time, timestamp values", "date, date values", "decimal, decimal values", "bytes16, fixed len byte array values"})
    void whatHoldsNeitherNumbersNorTextIsPassedOverAndNamed(String name, String holds) {
        Path file = folder.resolve("bad-" + name + ".parquet");
        try (ParquetInput input = new ParquetInput(file)) {
            assertEquals(List.of("label", "f0"), input.names());
            assertEquals(Map.of("column", holds), input.others());
        }
        assertEquals(List.of(List.of("sad", "0.5")), all(file));
    }

    @Test
    void whatIsNotReadIsSaid() {
        Path file = folder.resolve("bad-brotli.parquet");
        assertEquals("'" + file + "' is compressed with BROTLI, which is not read; write it with snappy, zstd, lz4, gzip or none",
                assertThrows(InvalidInputException.class, () -> all(file)).getMessage());
    }

    private static List<List<String>> all(Path file) {
        List<List<String>> rows = new ArrayList<>();
        try (ParquetInput input = new ParquetInput(file)) {
            for (String[] row = input.next(); row != null; row = input.next()) {
                rows.add(List.of(row));
            }
        }
        return rows;
    }

    /** Whatever is cut off or changed, a file is refused in a line, or read as if nothing were; nothing else is thrown. */
    @Test
    void damagedFilesAreRefusedInALine() throws IOException {
        byte[] whole = written(300, 100);
        List<List<String>> rows = all(Files.write(folder.resolve("whole.parquet"), whole));
        Path file = folder.resolve("damaged.parquet");
        IntStream lengths = IntStream.concat(IntStream.range(0, 20), IntStream.iterate(20, i -> i < whole.length, i -> i + 97));
        for (int length : lengths.toArray()) {
            Files.write(file, Arrays.copyOf(whole, length));
            String message = assertThrows(InvalidInputException.class, () -> all(file), length + " bytes").getMessage();
            assertContains(message, length < 12 ? "does not begin as a Parquet file does" : "is cut off or damaged");
            assertEquals(1, message.lines().count());
        }
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 1500; i++) {
            byte[] changed = whole.clone();
            int at = random.nextInt(whole.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, changed);
            try {
                assertEquals(rows.size(), all(file).size(), "bit at " + at);
            } catch (InvalidInputException e) {
                refused++;
                assertEquals(1, e.getMessage().lines().count());
            }
        }
        assertTrue(refused > 1000, refused + " refused");
    }
}
