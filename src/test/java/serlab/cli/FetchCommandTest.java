package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import serlab.corpus.TestAudio;
import serlab.corpus.named.CorpusAccess;
import serlab.corpus.named.NamedCorpus;

/** Corpora other than RAVDESS, against a real server. */
class FetchCommandTest {
    @TempDir
    private Path root;
    private HttpServer server;
    private byte[] served;
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void start() throws IOException {
        served = Files.readAllBytes(TestAudio.zip(root.resolve("source.zip"), Map.of("wav/03a01Fa.wav", TestAudio.wav("1"),
                "wav/08a02Wc.wav", TestAudio.wav("2"))));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/download/download.zip", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        requests.add(exchange.getRequestMethod() + " " + range);
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(served.length));
            exchange.sendResponseHeaders(200, -1);
        } else {
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (served.length - 1) + "/" + served.length);
            exchange.sendResponseHeaders(range == null ? 200 : 206, served.length - from);
            exchange.getResponseBody().write(served, from, served.length - from);
        }
        exchange.close();
    }

    private Console fetch(String... more) {
        List<String> arguments = new ArrayList<>(List.of("fetch", "emodb", "--quiet", "--to", folder().toString(), "--base-url",
                "http://localhost:" + server.getAddress().getPort() + "/download"));
        arguments.addAll(List.of(more));
        return Console.run(arguments.toArray(String[]::new));
    }

    private Path folder() {
        return root.resolve("data/emodb");
    }

    @Test
    void theLicenseIsAskedForBeforeAnythingIsSent() {
        Console refused = fetch();
        assertEquals(2, refused.code());
        assertContains(refused.err(), "EMO-DB is downloaded once its license is agreed to (CC0 1.0");
        assertContains(refused.err(), "add --accept-license");
        assertEquals(1, refused.err().lines().filter(line -> line.contains("CC0 1.0")).count(), refused.err());
        assertEquals(List.of(), requests);
    }

    @Test
    void anArchiveWithoutAPublishedHashIsFetchedOnceAndReadAsItIs() throws IOException {
        Console done = fetch("--accept-license", "--json");
        assertEquals(0, done.code(), done.err());
        assertArrayEquals(served, Files.readAllBytes(folder().resolve("download.zip")));
        assertEquals(List.of("HEAD null", "GET null"), requests);
        assertEquals(0, fetch().code());
        assertEquals(2, requests.size());
        Console read = Console.run("corpus", "export", "--data", folder().toString(), "--out", root.resolve("m.csv").toString());
        assertContains(read.out(), "2 clips");
    }

    @Test
    void whereNothingAnswersThatIsSaidInPlainWords() {
        server.stop(0);
        Console failed = fetch("--accept-license");
        assertEquals(1, failed.code());
        assertContains(failed.err(), "cannot be fetched (nothing answers there");
        assertLacks(failed.err(), "Exception");
    }

    @Test
    void itGoesOnWhereItWasStoppedWithoutAskingAgain() throws IOException {
        Files.createDirectories(folder());
        Files.write(folder().resolve("download.zip.part"), Arrays.copyOf(served, 100));
        assertEquals(0, fetch().code());
        assertEquals(List.of("HEAD null", "GET bytes=100-"), requests);
        assertArrayEquals(served, Files.readAllBytes(folder().resolve("download.zip")));
    }

    @Test
    void whatIsNoZipArchiveIsThrownAway() {
        served = "<html>Not Found</html>".getBytes(StandardCharsets.UTF_8);
        Console failed = fetch("--accept-license");
        assertEquals(1, failed.code());
        assertContains(failed.err(), "is not the published archive: it is no whole zip archive; it was thrown away");
        assertFalse(Files.exists(folder().resolve("download.zip")));
        assertFalse(Files.exists(folder().resolve("download.zip.part")));
    }

    @ParameterizedTest
    @CsvSource({"iemocap, IEMOCAP is not downloaded from here, iemocap_release.htm", "meld, MELD is not, tar xzf",
        "tess, TESS is not, 10.5683/SP2/E8H2MF"})
    void othersAreGotByTheStepsThatAreNamed(String name, String start, String step) {
        Console said = Console.run("fetch", name);
        assertEquals(2, said.code());
        assertContains(said.err(), start);
        assertContains(said.err(), step);
        assertContains(said.err(), "then give its folder with --data");
        assertEquals(1, said.err().strip().lines().count(), said.err());
    }

    @Test
    void everyNamedCorpusSaysHowItIsGot() {
        for (NamedCorpus corpus : NamedCorpus.values()) {
            assertEquals(corpus.title(), CorpusAccess.of(corpus.type()).orElseThrow().title());
        }
        assertEquals(17, CorpusAccess.all().size());
        CorpusAccess.all().forEach(access -> assertFalse(access.title().isEmpty()));
        assertContains(Console.run("fetch", "iemocapp").err(), "did you mean 'iemocap'?");
    }
}
