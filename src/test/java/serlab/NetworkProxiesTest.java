package serlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertLacks;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkProxiesTest {
    private static String proxy(String address, Map<String, String> environment) {
        List<Proxy> chosen = NetworkProxies.of(environment).select(URI.create(address));
        assertEquals(1, chosen.size());
        return chosen.get(0).address() instanceof InetSocketAddress known ? known.getHostString() + ":" + known.getPort() : "none";
    }

    @Test
    void eachSchemeHasItsOwnAndAllProxyTheRest() {
        Map<String, String> both = Map.of("http_proxy", "http://one:3128", "HTTPS_PROXY", "two:8080/");
        assertEquals("one:3128", proxy("http://team.example.org/x", both));
        assertEquals("two:8080", proxy("https://team.example.org", both));
        assertEquals("three:80", proxy("https://team.example.org", Map.of("all_proxy", "http://three")));
        assertEquals("small:1", proxy("http://a.org", Map.of("http_proxy", "small:1", "HTTP_PROXY", "capital:2")));
        assertEquals("none", proxy("http://a.org", Map.of("http_proxy", " ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:5000", "http://localhost:5000", "http://[::1]:5000", "http://127.8.9.1",
            "http://LOCALHOST"})
    void thisMachineIsNeverAskedThroughAProxy(String address) {
        Map<String, String> environment = Map.of("http_proxy", "http://u:p@one:3128", "all_proxy", "one:3128");
        assertEquals("none", proxy(address, environment));
        assertEquals(Optional.empty(), NetworkProxies.of(environment).authorization(URI.create(address)));
    }

    @Test
    void noProxyNamesHostsDomainsPortsAndNetworks() {
        Map<String, String> some = Map.of("http_proxy", "one:1", "no_proxy", "mlflow.lab, .example.org,*.uni.edu,10.1.0.0/16,p:99");
        for (String direct : List.of("http://mlflow.lab", "http://a.mlflow.lab:5000", "http://example.org", "http://x.example.org",
                "http://y.uni.edu", "http://10.1.200.3:5000", "http://p:99")) {
            assertEquals("none", proxy(direct, some), direct);
        }
        for (String by : List.of("http://othermlflow.lab", "http://10.2.0.1", "http://p:98", "http://example.org.evil")) {
            assertEquals("one:1", proxy(by, some), by);
        }
        assertEquals("none", proxy("http://a.org", Map.of("http_proxy", "one:1", "NO_PROXY", "*")));
    }

    @Test
    void aProxysUserIsToldToTheProxy() {
        Map<String, String> environment = Map.of("https_proxy", "http://ada:p%40ss+1@one:3128", "no_proxy", "inside");
        assertEquals(Optional.of("Basic YWRhOnBAc3MrMQ=="),
                NetworkProxies.of(environment).authorization(URI.create("https://team.org")));
        assertEquals(Optional.empty(), NetworkProxies.of(environment).authorization(URI.create("https://inside")));
        assertEquals(Optional.empty(), NetworkProxies.of(environment).authorization(URI.create("http://team.org")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5://me:secret@one:1080", "http://", "https://one:1", "one two"})
    void whatIsNoHttpProxyIsNamed(String value) {
        String message = assertThrows(InvalidInputException.class, () -> proxy("http://a.org", Map.of("http_proxy", value)))
                .getMessage();
        assertTrue(message.startsWith("http_proxy names '") && message.contains("http://host:port"), message);
        assertLacks(message, "secret");
    }
}
