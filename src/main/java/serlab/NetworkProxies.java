package serlab;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxies that {@code http_proxy}, {@code https_proxy}, {@code all_proxy} and {@code no_proxy} name, as curl and Python
 * read them; names in capitals count where those in small letters are missing. Where none is named, Java's own settings
 * hold. This machine is never asked for through a proxy.
 */
public final class NetworkProxies extends ProxySelector {
    private static final int USUAL_PORT = 80;

    private final Map<String, String> environment;

    private NetworkProxies(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** @param environment the process's environment variables, or those of a test */
    public static NetworkProxies of(Map<String, String> environment) {
        return new NetworkProxies(environment);
    }

    /** @throws InvalidInputException if the variable for this address names no HTTP proxy */
    @Override
    public List<Proxy> select(URI address) {
        String host = host(address);
        if (loopback(host) || passedBy(host, address.getPort())) {
            return List.of(Proxy.NO_PROXY);
        }
        Optional<URI> proxy = proxy(address);
        if (proxy.isEmpty()) {
            ProxySelector usual = ProxySelector.getDefault();
            return usual == null ? List.of(Proxy.NO_PROXY) : usual.select(address);
        }
        int port = proxy.get().getPort();
        return List.of(new Proxy(Proxy.Type.HTTP,
                InetSocketAddress.createUnresolved(proxy.get().getHost(), port < 0 ? USUAL_PORT : port)));
    }

    /** Value of the header {@code Proxy-Authorization} for an address, if its proxy is named with a user. */
    public Optional<String> authorization(URI address) {
        String host = host(address);
        return loopback(host) || passedBy(host, address.getPort()) ? Optional.empty()
                : proxy(address).map(URI::getRawUserInfo).map(user -> "Basic " + Base64.getEncoder()
                        .encodeToString(URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8)
                                .getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException reason) {
        // whoever asked hears of it
    }

    private Optional<URI> proxy(URI address) {
        String variable = address.getScheme().toLowerCase(Locale.ROOT) + "_proxy";
        return Stream.of(variable, "all_proxy").filter(name -> value(name).isPresent()).findFirst()
                .map(name -> proxy(name, value(name).get()));
    }

    private static URI proxy(String variable, String value) {
        try {
            URI proxy = URI.create(value.contains("://") ? value : "http://" + value);
            if ("http".equalsIgnoreCase(proxy.getScheme()) && proxy.getHost() != null) {
                return proxy;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // said below
        }
        throw new InvalidInputException(variable + " names '" + value.replaceAll("//[^/@]*@", "//…@")
                + "', which is no HTTP proxy; expected http://host:port, or name this server in no_proxy");
    }

    private Optional<String> value(String name) {
        return Stream.of(name, name.toUpperCase(Locale.ROOT)).map(environment::get)
                .filter(value -> value != null && !value.isBlank()).map(String::strip).findFirst();
    }

    private static String host(URI address) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static boolean loopback(String host) {
        return host.equals("localhost") || host.endsWith(".localhost") || host.matches("127(\\.\\d{1,3}){3}")
                || host.equals("::1") || host.equals("0:0:0:0:0:0:0:1");
    }

    private boolean passedBy(String host, int port) {
        return value("no_proxy").stream().flatMap(list -> Stream.of(list.split("[,\\s]+")))
                .map(entry -> entry.toLowerCase(Locale.ROOT)).anyMatch(entry -> names(entry, host, port));
    }

    /** Whether an entry of {@code no_proxy} names a host: itself, a domain above it, its network, or every host. */
    private static boolean names(String entry, String host, int port) {
        if (entry.matches("\\d+(\\.\\d+){3}/\\d{1,2}")) {
            return inside(entry, host);
        }
        String name = entry.replaceFirst("^\\*?\\.", "");
        if (name.matches("[^:]+:\\d+")) {
            return name.endsWith(":" + port) && names(name.substring(0, name.indexOf(':')), host, port);
        }
        return entry.equals("*") || !name.isEmpty() && (host.equals(name) || host.endsWith("." + name));
    }

    private static boolean inside(String network, String host) {
        if (!host.matches("\\d+(\\.\\d+){3}")) {
            return false;
        }
        int slash = network.indexOf('/');
        int free = Math.max(0, 32 - Integer.parseInt(network.substring(slash + 1)));
        return number(network.substring(0, slash)).shiftRight(free).equals(number(host).shiftRight(free));
    }

    private static BigInteger number(String address) {
        BigInteger number = BigInteger.ZERO;
        for (String part : address.split("\\.")) {
            number = number.shiftLeft(8).add(new BigInteger(part));
        }
        return number;
    }
}
