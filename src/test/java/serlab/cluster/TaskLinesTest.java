package serlab.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TaskLinesTest {
    private static InputStream lines(String... lines) {
        return new ByteArrayInputStream((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void someAreDoneSideBySide() throws InterruptedException {
        CyclicBarrier meet = new CyclicBarrier(2);
        Queue<String> done = new ConcurrentLinkedQueue<>();
        TaskLines.work(lines("a", "b", "c", "d"), 2, line -> {
            meets(meet);
            done.add(line);
        }, () -> { });
        assertEquals(List.of("a", "b", "c", "d"), done.stream().sorted().toList());
    }

    private static void meets(CyclicBarrier meet) {
        try {
            meet.await(1, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new AssertionError("no other task came", e);
        }
    }

    @Test
    void oneAtATimeKeepsTheirOrder() throws InterruptedException {
        Queue<String> done = new ConcurrentLinkedQueue<>();
        TaskLines.work(lines("a", "b", "c"), 1, done::add, () -> { });
        assertEquals(List.of("a", "b", "c"), List.copyOf(done));
    }

    @Test
    void whatOneThrowsEndsTheWork() {
        IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> TaskLines.work(lines("a", "b"), 2, line -> {
            if (line.equals("b")) {
                throw new OutOfMemoryError("no room");
            }
        }, () -> { }));
        assertEquals("no room", thrown.getCause().getMessage());
    }
}
