package serlab.tracking.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import serlab.tracking.Notices;
import serlab.tracking.RunRequest;

/** A database that may not grow behaves as on a full disk. */
class OutboxWriterTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGES = 100;

    @TempDir
    Path mlruns;

    @Test
    void whatAFullDiskDoesNotTakeIsWrittenInOrderOnceThereIsSpace() throws Exception {
        SQLiteConfig small = new SQLiteConfig();
        small.setMaxPageCount(PAGES);
        Notices notices = new Notices();
        try (Outbox outbox = Outbox.open(mlruns, small)) {
            OutboxWriter writer = new OutboxWriter(outbox, notices);
            writer.write(box -> box.start("here", "k", new RunRequest("ex", "r", null, Map.of()), 1));
            writer.write(box -> box.add("k", List.of(file("first"))));
            assertEquals(List.of(), notices.all());
            writer.write(box -> box.add("k", List.of(file("second"))));
            writer.write(box -> box.add("k", List.of(new Outbox.Draft(OutboxEvent.Kind.END, JSON.createObjectNode().put("status", "FINISHED")))));
            assertFalse(writer.catchUp());
            assertEquals(2, outbox.unsent("here"));
            assertTrue(notices.all().get(0).contains("full"), notices.all().toString());

            outbox.sent(outbox.batch("k", 1));
            outbox.sent(outbox.batch("k", 1));
            assertTrue(writer.catchUp());
            assertEquals("second", outbox.batch("k", 1).get(0).body().get("path").asText());
            outbox.sent(outbox.batch("k", 1));
            assertEquals(OutboxEvent.Kind.END, outbox.batch("k", 1).get(0).kind());
            writer.end();
            assertEquals(1, notices.all().size());
        }
    }

    @Test
    void whatIsLostInTheEndIsSaid() throws Exception {
        SQLiteConfig small = new SQLiteConfig();
        small.setMaxPageCount(PAGES);
        Notices notices = new Notices();
        try (Outbox outbox = Outbox.open(mlruns, small)) {
            OutboxWriter writer = new OutboxWriter(outbox, notices);
            writer.write(box -> box.start("here", "k", new RunRequest("ex", "r", null, Map.of()), 1));
            writer.write(box -> box.add("k", List.of(file("a"), file("b"))));
            writer.end();
            assertEquals(1, outbox.unsent("here"), "of two files none is kept alone");
            assertTrue(notices.all().get(1).startsWith("1 records of runs are lost"), notices.all().toString());
        }
    }

    private static Outbox.Draft file(String path) {
        return new Outbox.Draft(OutboxEvent.Kind.ARTIFACT, JSON.createObjectNode().put("path", path), new byte[PAGES * 4096 * 6 / 10]);
    }
}
