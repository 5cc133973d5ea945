package serlab.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Senders that take their time hold up nobody, and are sent away in the end; by a clock of the test's own. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("slow")
class SlowUploadsTest {
    private static final int SLOW = 300;
    private static final int HONEST = 20;
    private static final int STATED = 20 << 20;
    private static final String TYPE = "Content-Type: multipart/form-data; boundary=" + TestServer.BOUNDARY;
    private static final byte[] CLIP = TestServer.voice(1, 16_000);

    private final AtomicLong now = new AtomicLong(1);

    private void pass(long seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    private static RawClient slow(TestServer server, byte[] start) throws Exception {
        return server.raw().head("POST /api/predict HTTP/1.1", "Host: localhost", TYPE, "Content-Length: " + STATED)
                .send(start);
    }

    private static List<Integer> honest(TestServer server) {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve("/api/predict"))
                .header("Content-Type", "multipart/form-data; boundary=" + TestServer.BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(TestServer.form("clip.wav", CLIP))).build();
        List<CompletableFuture<HttpResponse<Void>>> all = new ArrayList<>();
        for (int i = 0; i < HONEST; i++) {
            all.add(client.sendAsync(request, HttpResponse.BodyHandlers.discarding()));
        }
        return all.stream().map(one -> one.join().statusCode()).distinct().toList();
    }

    @Test
    void threeHundredSlowSendersHoldUpNobodyAndAreCut() throws Exception {
        List<RawClient> senders = new ArrayList<>();
        try (TestServer server = TestServer.at(now::get)) {
            for (int i = 0; i < SLOW; i++) {
                senders.add(slow(server, new byte[] {'-'}));
            }
            assertEquals(List.of(200), honest(server));
            for (RawClient sender : senders) {
                sender.send("-");
            }
            assertEquals(200, server.get("/health").statusCode());
            while (server.coming() < SLOW) {
                Thread.onSpinWait();
            }
            assertTrue(server.bytes() <= 2L * SLOW, "room is taken by what came, " + server.bytes() + " bytes");
            pass(11);
            for (RawClient sender : senders) {
                String answer = sender.rest();
                assertTrue(answer.startsWith("HTTP/1.1 408") && answer.contains("too slowly"), answer);
                sender.close();
            }
            assertEquals(0, server.coming());
            assertEquals(0, server.bytes());
            assertEquals(List.of(200), honest(server));
        }
    }

    @Test
    void uploadsThatStopShortOfTheEndAreCutToo() throws Exception {
        List<RawClient> senders = new ArrayList<>();
        try (TestServer server = TestServer.at(now::get)) {
            for (int i = 0; i < 10; i++) {
                senders.add(slow(server, new byte[1 << 20]));
            }
            assertEquals(List.of(200), honest(server));
            while (server.coming() > 0) {
                pass(11);
                assertEquals(200, server.get("/health").statusCode());
            }
            for (RawClient sender : senders) {
                assertTrue(sender.rest().startsWith("HTTP/1.1 408"));
                sender.close();
            }
            assertEquals(0, server.bytes());
        }
    }

    @Test
    void aConnectionWithoutARequestIsClosed() throws Exception {
        try (TestServer server = TestServer.at(now::get); RawClient silent = server.raw();
             RawClient halfway = server.raw().send("GET /health HTTP/1.1\r\nHost: local")) {
            assertEquals(200, server.get("/health").statusCode());
            pass(60);
            assertEquals("", silent.rest());
            assertEquals("", halfway.rest());
        }
    }

    @Test
    void anAddressHasAFewConnections() throws Exception {
        try (TestServer server = new TestServer(ServeSettings.local(0).withConnections(2)); RawClient one = server.raw();
             RawClient two = server.raw()) {
            for (RawClient client : List.of(one, two, one)) {
                client.head("GET /ping HTTP/1.1", "Host: localhost");
                assertTrue(client.answer().startsWith("HTTP/1.1 200"));
            }
            try (RawClient three = server.raw()) {
                assertEquals("", three.rest());
            }
        }
    }

    @Test
    void ofTooManyConnectionsTheOneThatHasWaitedLongestGivesWay() throws Exception {
        List<RawClient> silent = new ArrayList<>();
        try (TestServer server = TestServer.at(() -> now.incrementAndGet())) {
            for (int i = 0; i < 600; i++) {
                silent.add(server.raw());
            }
            assertEquals(200, server.get("/health").statusCode());
            assertEquals("", silent.get(0).rest());
            for (RawClient client : silent) {
                client.close();
            }
        }
    }

    @Test
    void aBodyThatIsTooSlowOrTakesTooLongOrWaitsTooLongIsJudgedSo() {
        UploadPace slow = new UploadPace(0);
        assertNull(slow.verdict(seconds(9)));
        slow.came(8192 * 10);
        assertNull(slow.verdict(seconds(10)), "fast enough in the first ten seconds");
        slow.came(8192 * 10 - 1);
        assertContains(slow.verdict(seconds(20)).getMessage(), "too slowly");

        UploadPace steady = new UploadPace(0);
        for (int i = 1; i < 30; i++) {
            steady.came(1 << 20);
            assertNull(steady.verdict(seconds(10 * i)));
        }
        steady.came(1 << 20);
        assertContains(steady.verdict(seconds(300)).getMessage(), "more than 5 minutes");

        UploadPace waiting = new UploadPace(0);
        waiting.pause(seconds(1));
        assertNull(waiting.verdict(seconds(60)));
        assertContains(waiting.verdict(seconds(61)).getMessage(), "busy");
        waiting.resume(seconds(70));
        assertNull(waiting.verdict(seconds(79)));
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void theOldestBodyAlwaysFindsRoomAndOneAddressNeverTakesAll() {
        UploadMemory room = new UploadMemory(4, 100);
        CountDownLatch woken = new CountDownLatch(1);
        UploadMemory.Share oldest = room.share("a");
        UploadMemory.Share second = room.share("a");
        UploadMemory.Share other = room.share("b");
        UploadMemory.Share last = room.share("c");
        assertTrue(second.take(100, woken::countDown));
        assertTrue(second.take(100, woken::countDown), "half of the room");
        assertFalse(second.take(1, woken::countDown), "more than half of the room for one address");
        assertTrue(other.take(100, woken::countDown));
        assertFalse(last.take(1, woken::countDown), "what is left is kept for the oldest");
        assertTrue(oldest.take(100, woken::countDown));
        assertEquals(400, room.taken());
        oldest.close();
        oldest.close();
        assertEquals(0, woken.getCount(), "who waits is called");
        assertEquals(300, room.taken());
        assertTrue(second.take(1, woken::countDown), "now the oldest");
        second.close();
        assertTrue(last.take(100, woken::countDown));
        other.close();
        last.close();
        assertEquals(0, room.taken());
    }
}
