package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.Mappers;

class BenchCacheTest {
    @TempDir
    private Path folder;

    /** 4 MiB of 3000 entries are less than a segment for each setting: half of the settings go. */
    @Test
    void fillsListsAndPrunesToHalfAndLeavesNothing() throws IOException {
        Console console = Console.run("bench", "cache", "--entries", "3000", "--bytes", "1000", "--folder", folder.toString(), "--json");
        assertEquals(0, console.code(), console.err());
        JsonNode result = Mappers.JSON.readTree(console.out().lines().reduce("", (before, line) -> line));
        assertEquals(3000, result.get("entries").asInt());
        assertEquals(1500, result.get("left").asInt());
        for (String time : new String[] {"fill_seconds", "list_seconds", "open_seconds", "find_microseconds", "prune_seconds"}) {
            assertTrue(result.get(time).asDouble() > 0, time);
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void refusesNoEntriesAndNoBytes() {
        Console entries = Console.run("bench", "cache", "--entries", "1");
        assertEquals(2, entries.code());
        assertContains(entries.err(), "--entries is 1; expected 2 or more");
        assertContains(Console.run("bench", "cache", "--bytes", "0").err(), "--bytes is 0; expected 1 or more");
    }
}
