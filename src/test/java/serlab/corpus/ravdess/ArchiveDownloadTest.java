package serlab.corpus.ravdess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;

/** Against a real server that knows ranges, ends connections early and has wrong files. */
class ArchiveDownloadTest {
    private static final String NAME = "Audio_Speech_Actors_01-24.zip";
    private static final byte[] CONTENT = content(1, 300_000);

    @TempDir
    private Path root;
    private HttpServer server;
    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    private byte[] served = CONTENT;
    private boolean knowsRanges = true;
    private int status = 200;
    /** Bytes after which each connection ends; 0 for none, negative for all. */
    private int cutAfter = -1;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/files/" + NAME, this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(String.valueOf(range));
        if (status != 200) {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
            return;
        }
        int from = range == null || !knowsRanges ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        if (from >= served.length) {
            exchange.sendResponseHeaders(416, -1);
            exchange.close();
            return;
        }
        byte[] rest = Arrays.copyOfRange(served, from, served.length);
        if (from > 0) {
            exchange.getResponseHeaders().set("Content-Range",
                    "bytes " + from + "-" + (served.length - 1) + "/" + served.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, rest.length);
        exchange.getResponseBody().write(rest, 0, cutAfter < 0 ? rest.length : Math.min(cutAfter, rest.length));
        exchange.getResponseBody().flush();
        exchange.close();
    }

    private static byte[] content(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static RavdessArchive archive() {
        try {
            return new RavdessArchive("speech", NAME, CONTENT.length,
                    HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(CONTENT)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path fetch() throws IOException, InterruptedException {
        URI base = URI.create("http://localhost:" + server.getAddress().getPort() + "/files");
        return new ArchiveDownload(base, root.resolve("data"), 3, Duration.ofMillis(1), there -> { }).fetch(archive());
    }

    private Path part() {
        return root.resolve("data").resolve(NAME + ".part");
    }

    private void requireFetched() throws IOException, InterruptedException {
        Path file = fetch();
        assertEquals(root.resolve("data").resolve(NAME), file);
        assertArrayEquals(CONTENT, Files.readAllBytes(file));
        assertFalse(Files.exists(part()));
    }

    @Test
    void fetchesOnce() throws Exception {
        requireFetched();
        requireFetched();
        assertEquals(List.of("null"), ranges);
    }

    @Test
    void aFileInThePlaceOfTheFolderIsNamedBeforeAnythingIsAsked() throws Exception {
        Files.writeString(root.resolve("data"), "");
        String message = assertThrows(InvalidInputException.class, this::fetch).getMessage();
        assertEquals("folder '" + root.resolve("data") + "' cannot be written (a file is in the place of a folder); mend it, or "
                + "name another with --to", message);
        assertEquals(List.of(), ranges);
    }

    @Test
    void goesOnWhereTheConnectionEnded() throws Exception {
        cutAfter = 100_000;
        requireFetched();
        assertEquals("null", ranges.get(0));
        assertTrue(ranges.size() >= 3, ranges.toString());
        for (String range : ranges.subList(1, ranges.size())) {
            assertTrue(range.matches("bytes=[1-9]\\d*-"), ranges.toString());
        }
    }

    @Test
    void goesOnWhereAnEarlierCallStopped() throws Exception {
        Files.createDirectories(part().getParent());
        Files.write(part(), Arrays.copyOf(CONTENT, 123_456));
        requireFetched();
        assertEquals(List.of("bytes=123456-"), ranges);
    }

    @Test
    void beginsAnewWhereTheServerKnowsNoRanges() throws Exception {
        knowsRanges = false;
        Files.createDirectories(part().getParent());
        Files.write(part(), Arrays.copyOf(CONTENT, 1000));
        requireFetched();
    }

    @Test
    void keepsWhatArrivedWhenTheServerFails() throws Exception {
        cutAfter = 0;
        Files.createDirectories(part().getParent());
        Files.write(part(), Arrays.copyOf(CONTENT, 1000));
        String message = assertThrows(IOException.class, this::fetch).getMessage();
        assertContains(message, "run the command again to go on");
        assertEquals(3, ranges.size());
        assertEquals(1000, Files.size(part()));
        cutAfter = -1;
        requireFetched();
    }

    @Test
    void throwsAWrongArchiveAway() {
        served = content(2, CONTENT.length);
        String message = assertThrows(IOException.class, this::fetch).getMessage();
        assertContains(message, "is not the published archive: its MD5 is");
        assertFalse(Files.exists(part()));
        assertFalse(Files.exists(root.resolve("data").resolve(NAME)));
    }

    @Test
    void refusesAnArchiveOfAnotherSizeBeforeReadingIt() {
        served = content(2, CONTENT.length + 1);
        String message = assertThrows(IOException.class, this::fetch).getMessage();
        assertContains(message, "it has 300001 bytes, expected 300000");
        assertEquals(1, ranges.size());
    }

    @Test
    void triesAgainOnlyWhereThatHelps() {
        status = 404;
        assertContains(assertThrows(IOException.class, this::fetch).getMessage(), "answered with status 404");
        assertEquals(1, ranges.size());
        status = 503;
        assertContains(assertThrows(IOException.class, this::fetch).getMessage(), "answered with status 503");
        assertEquals(4, ranges.size());
    }

    @Test
    void leavesAnotherFileOfThatNameAlone() throws Exception {
        Files.createDirectories(part().getParent());
        Path file = Files.writeString(root.resolve("data").resolve(NAME), "mine");
        assertContains(assertThrows(InvalidInputException.class, this::fetch).getMessage(),
                "exists and is not the published archive");
        assertEquals("mine", Files.readString(file));
        assertEquals(List.of(), ranges);
    }

    @Test
    void knowsTheArchivesByPart() {
        assertEquals(NAME, RavdessArchive.ofPart("speech").file());
        assertContains(assertThrows(InvalidInputException.class, () -> RavdessArchive.ofPart("sogn")).getMessage(),
                "did you mean 'song'?");
    }
}
