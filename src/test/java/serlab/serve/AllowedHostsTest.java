package serlab.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.InvalidInputException;

/** Under which names the server answers, and to pages of which sites. */
class AllowedHostsTest {
    private static TestServer local;
    private static TestServer named;
    private static TestServer open;

    @BeforeAll
    static void start() {
        local = TestServer.start();
        named = new TestServer(ServeSettings.local(0).answeringTo(Set.of("Speech.Example.org")));
        open = new TestServer(ServeSettings.local(0).at("0.0.0.0"));
    }

    @AfterAll
    static void stop() {
        local.close();
        named.close();
        open.close();
    }

    private static int status(TestServer server, String... head) throws Exception {
        try (RawClient raw = new RawClient(server.address().getPort())) {
            return Integer.parseInt(raw.head(head).answer().substring(9, 12));
        }
    }

    private static int host(TestServer server, String host) throws Exception {
        return status(server, "GET /api/models HTTP/1.1", "Host: " + host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "localhost:8000", "127.0.0.1", "127.0.0.1:9", "127.255.255.254", "[::1]",
        "[::1]:8000", "[0:0:0:0:0:0:0:1]"})
    void addressesOfThisMachineAreAnswered(String host) throws Exception {
        assertEquals(200, host(local, host));
        assertEquals(200, host(open, host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.evil.example", "127.0.0.1.evil.example", "127.0.0.1.", "127.0.0.256", "127.0.0", "127.0.0.1.2",
        "localhost.evil.example", "evil-localhost", "0177.0.0.1", "[fe80::1%25evil]", "evil.example", "evil.example:8000",
        "speech.example.org.evil.example"})
    void namesOfOthersAreRefused(String host) throws Exception {
        for (TestServer server : new TestServer[] {local, named, open}) {
            int status = host(server, host);
            assertTrue(status == 403 || status == 400, host + ": " + status);
        }
    }

    @Test
    void otherMachinesAddressesAreAnsweredOnlyWhereTheServerListensForThem() throws Exception {
        for (String host : new String[] {"0.0.0.0", "192.168.1.7:8000", "[fe80::1]:8000"}) {
            assertEquals(403, host(local, host), host);
        }
        assertEquals(200, host(open, "192.168.1.7:8000"));
        assertEquals(200, host(open, "[fe80::1]:8000"));
    }

    @Test
    void allowedNamesAreAnswered() throws Exception {
        assertEquals(403, host(local, "speech.example.org"));
        assertEquals(200, host(named, "speech.example.org"));
        assertEquals(200, host(named, "SPEECH.example.org:8443"));
        try (RawClient raw = local.raw().head("GET / HTTP/1.1", "Host: speech.example.org")) {
            String answer = raw.answer();
            assertContains(answer, "start it with --allow speech.example.org");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "https://localhost.evil.example", "http://localhost:1",
        "http://localhost", "http://127.evil.example", "file://", "evil", ""})
    void aForeignOriginIsRefusedWhateverTheBrowserSaysBesides(String origin) throws Exception {
        for (String path : new String[] {"/api/predict", "/api/speaker", "/invocations"}) {
            assertEquals(403, status(local, "POST " + path + " HTTP/1.1", "Host: localhost:8000", "Origin: " + origin,
                    "Content-Type: text/plain", "Content-Length: 0"), path);
            assertEquals(403, status(local, "POST " + path + " HTTP/1.1", "Host: localhost:8000", "Origin: " + origin,
                    "Sec-Fetch-Site: same-origin", "Content-Type: text/plain", "Content-Length: 0"), path);
        }
    }

    @Test
    void theServersOwnPagesAskIt() throws Exception {
        assertEquals(415, status(local, "POST /invocations HTTP/1.1", "Host: localhost:8000", "Origin: http://localhost:8000",
                "Content-Length: 0"));
        assertEquals(415, status(named, "POST /invocations HTTP/1.1", "Host: localhost:8000",
                "Origin: https://speech.example.org", "Content-Length: 0"));
        assertEquals(403, status(named, "POST /invocations HTTP/1.1", "Host: localhost:8000",
                "Origin: https://speech.example.org:9", "Content-Length: 0"));
    }

    @Test
    void aLinkOnAnotherSiteOpensThePageAndNothingElse() throws Exception {
        assertEquals(200, status(local, "GET / HTTP/1.1", "Host: localhost", "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Mode: navigate"));
        assertEquals(403, status(local, "GET /api/models HTTP/1.1", "Host: localhost", "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Mode: no-cors"));
        assertEquals(403, status(local, "POST /invocations HTTP/1.1", "Host: localhost", "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Mode: navigate", "Content-Length: 0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://speech.example.org", "speech.example.org:8000", "", "a b", "*", "-a"})
    void whatIsNoHostNameCannotBeAllowed(String name) {
        String message = assertThrows(InvalidInputException.class,
                () -> ServeSettings.local(0).answeringTo(Set.of(name))).getMessage();
        assertContains(message, "no host name");
    }

    @Test
    void aHostThatMerelyBeginsLikeThisMachineIsNotThisMachine() {
        assertTrue(AllowedHosts.loopback("127.0.0.1") && AllowedHosts.loopback("127.1.2.3") && AllowedHosts.loopback("::1"));
        assertTrue(!AllowedHosts.loopback("127.evil.example") && !AllowedHosts.loopback("0.0.0.0") && !AllowedHosts.loopback("::"));
    }
}
