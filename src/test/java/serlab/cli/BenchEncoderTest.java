package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.Mappers;
import serlab.feature.TinyEncoder;
import serlab.feature.encoder.Precision;

/** {@code ./ser bench encoder} with a small encoder and a stand-in for CTranslate2's Python, whose passes take a known time. */
class BenchEncoderTest {
    /** 5 s, so that the clip of 30 s does not fit. */
    private static final int POSITIONS = 250;

    @TempDir
    private Path temporary;
    private SmallProject project;
    private Path encoder;
    private Path python;

    @BeforeEach
    void open() throws IOException {
        project = new SmallProject(temporary.resolve("home"));
        encoder = TinyEncoder.float32().shaped("position_encodings/encodings", POSITIONS, TinyEncoder.WIDTH)
                .write(temporary.resolve("model.bin"));
        python = Files.writeString(temporary.resolve("python"), """
                #!/usr/bin/env bash
                # -W ignore SCRIPT MODEL MEL BANDS TYPE OUTPUT
                [ "$3" != "" ] && [ -s "$4" ] || exit 1
                frames=$(($(wc -c <"$5") / 4 / $6))
                head -c $((frames / 2 * 128 * 4)) /dev/zero >"$8"
                echo "Yardstick 1.0 $7"
                while read -r; do echo "0.5 0.25"; done
                """);
        assertTrue(python.toFile().setExecutable(true));
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void theHelpSaysWhereInt8IsMeasured() {
        assertContains(Console.run("bench", "encoder", "--help").out().replaceAll("\\s+", " "),
                "in int8 where the processor has exact products of 8-bit numbers");
    }

    @Test
    void everyClipThatFitsIsTimedByAllInTurns() throws IOException {
        Console measured = Console.run("bench", "encoder", "--model", encoder.toString(), "--python", python.toString(), "--rounds", "2",
                "--json");
        assertEquals(0, measured.code(), measured.err());
        JsonNode line = Mappers.JSON.readTree(measured.lastLine());
        assertEquals(encoder.toString(), line.get("model").asText());
        JsonNode rows = line.get("encoder");
        List<String> names = new ArrayList<>(List.of("serlab float32", "Yardstick 1.0 float32", "Yardstick 1.0 int8",
                "serlab int8", "serlab float32, whole feature"));
        if (!Precision.INT8.available()) {
            names.remove("serlab int8");
        }
        int n = names.size();
        assertEquals(2 * n, rows.size(), rows.toString());
        for (int i = 0; i < rows.size(); i++) {
            JsonNode row = rows.get(i);
            assertEquals(i < n ? 2 : 4, row.get("seconds").asDouble());
            String by = names.get(i % n);
            assertEquals(by, row.get("by").asText());
            boolean other = by.startsWith("Yardstick");
            assertTrue(other ? row.get("milliseconds").asDouble() == 500 && row.get("cpu_milliseconds").asDouble() == 250
                    : row.get("milliseconds").asDouble() > 0, row.toString());
            double difference = row.path("difference_of_last_layer").asDouble(0);
            assertEquals(i % n == 0, difference > 0 && difference < 100, row.toString());
        }
        double rate = 500 / rows.get(0).get("milliseconds").asDouble();
        assertContains(measured.out(), String.format(Locale.ROOT, "%.2f times the rate of CTranslate2 in float32", rate));
        double narrow = 500 / rows.get(3).get("milliseconds").asDouble();
        assertContains(measured.out(), Precision.INT8.available()
                ? String.format(Locale.ROOT, "%.2f times the rate of CTranslate2 in int8", narrow)
                : "this machine has no exact products of 8-bit numbers");
    }

    @Test
    void anOutputOfAnotherShapeIsNoEqual() throws IOException {
        Files.writeString(python, Files.readString(python).replace("frames / 2", "frames / 4"));
        Console measured = Console.run("bench", "encoder", "--model", encoder.toString(), "--python", python.toString(), "--rounds", "1");
        assertEquals(0, measured.code(), measured.err());
        assertContains(measured.out(), "the last layers differ by at most Infinity");
    }

    @Test
    void whatCannotBeMeasuredIsOneLine() throws IOException {
        assertRefused("--rounds 0: expected 1 to 1000", "--model", encoder.toString(), "--python", python.toString(), "--rounds", "0");
        assertRefused("no Python at '" + temporary.resolve("none") + "'", "--model", encoder.toString(), "--python",
                temporary.resolve("none").toString());
        Path brief = TinyEncoder.float32().write(temporary.resolve("brief.bin"));
        assertRefused("encoder " + brief + " does not take 2 s at once", "--model", brief.toString(), "--python", python.toString());
    }

    private static void assertRefused(String said, String... arguments) {
        Console.refused(Console.run(Stream.concat(Stream.of("bench", "encoder"), Stream.of(arguments)).toArray(String[]::new)), said);
    }
}
