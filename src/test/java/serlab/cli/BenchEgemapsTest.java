package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.Mappers;
import serlab.evaluation.Csv;
import serlab.feature.EgemapsSpec;

/**
 * {@code ./ser bench egemaps} with a stand-in for openSMILE's Python: of the right shapes, without a value that is not 0, in passes of a
 * known time.
 */
@Tag("slow")
class BenchEgemapsTest {
    @TempDir
    private Path temporary;
    private SmallProject project;
    private Path python;

    @BeforeEach
    void open() throws IOException {
        project = new SmallProject(temporary.resolve("home"));
        python = Files.writeString(temporary.resolve("python"), """
                #!/usr/bin/env bash
                # -W ignore SCRIPT NAMES
                int() { printf "\\\\x$(printf %02x $(($1 & 255)))\\\\x$(printf %02x $(($1 >> 8)))\\\\0\\\\0"; }
                matrix() { { int "$1"; int "$2"; head -c $(($1 * $2 * 4)) /dev/zero; } >"$3"; }
                [ "$3" != "" ] || exit 1
                while read -r file; do
                    samples=$((($(wc -c <"$file") - 44) / 2))
                    matrix 88 1 "$file.functionals.f32"
                    matrix 25 $((2 + (samples - 960) / 160)) "$file.descriptors.f32"
                done <"$4"
                echo "Yardstick 1.0"
                while read -r; do echo "0.5 0.25"; done
                """);
        assertTrue(python.toFile().setExecutable(true));
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void everyFunctionalAndDescriptorIsComparedAndTimed() throws IOException {
        Path out = temporary.resolve("out");
        Console measured = Console.run("bench", "egemaps", "--clips", "3", "--python", python.toString(), "--out", out.toString(), "--json");
        assertEquals(0, measured.code(), measured.err());
        assertContains(measured.out(), "0 of 88 functionals correlate by at least 0.99 with Yardstick 1.0 over 3 recordings at 16000 Hz");
        assertContains(measured.out(), "Yardstick 1.0 6.0;");
        List<String> rows = Files.readAllLines(out.resolve("egemaps.csv"));
        assertEquals(1 + 88 + 25, rows.size());
        List<String> functionals = EgemapsSpec.defaults().valueNames();
        List<String> descriptors = EgemapsSpec.defaults().with(Map.of("level", "descriptors")).valueNames();
        for (int i = 0; i < 88; i++) {
            assertTrue(rows.get(1 + i).startsWith("functional," + functionals.get(i) + ",NaN,"), rows.get(1 + i));
        }
        for (int i = 0; i < 25; i++) {
            assertTrue(rows.get(89 + i).startsWith("descriptor," + descriptors.get(i) + ",,,"), rows.get(89 + i));
        }
        assertTrue(Files.size(out.resolve("egemaps.png")) > 1000);
        List<Map<String, String>> theirs = Csv.rows(out.resolve("functionals-opensmile.csv"));
        List<Map<String, String>> ours = Csv.rows(out.resolve("functionals.csv"));
        assertEquals(3, theirs.size());
        assertEquals(3, ours.size());
        assertTrue(ours.get(0).keySet().containsAll(functionals) && ours.get(0).containsKey("speaker"), ours.get(0).toString());
        assertEquals("0.0", theirs.get(2).get("loudness_sma3_amean"));
        assertTrue(Double.parseDouble(ours.get(2).get("loudness_sma3_amean")) > 0, ours.get(2).toString());
        JsonNode line = Mappers.JSON.readTree(measured.lastLine());
        double alike = line.findValue("voiced_alike").asDouble();
        assertTrue(alike > 0 && alike < 1, line.toString());
    }

    @Test
    void whatCannotBeMeasuredIsOneLine() {
        assertRefused("--clips 2: expected at least 3", "--clips", "2");
        assertRefused("no Python at '" + temporary.resolve("none") + "'", "--python", temporary.resolve("none").toString());
        assertRefused("sampleRate is '100'", "--rate", "100", "--python", python.toString());
    }

    private static void assertRefused(String said, String... arguments) {
        Console.refused(Console.run(Stream.concat(Stream.of("bench", "egemaps"), Stream.of(arguments)).toArray(String[]::new)), said);
    }
}
