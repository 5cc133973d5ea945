package serlab.serve;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;

/**
 * Who may ask: other sites may neither ask from a visitor's browser nor reach the server under a name of their own. It
 * answers to addresses in numbers, this machine's alone unless it listens for others, to {@code localhost}, and to names
 * that were allowed.
 */
final class AllowedHosts {
    private static final Pattern IP4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");
    private static final Pattern IP6 = Pattern.compile("[0-9a-f:.]*:[0-9a-f:.]*");
    private static final int LONGEST_NAME = 100;

    private final boolean local;
    private final Set<String> allowed;
    private final Set<String> names;

    AllowedHosts(ServeSettings settings) {
        this.local = loopback(settings.host());
        this.allowed = settings.names();
        this.names = new HashSet<>(allowed);
        names.add("localhost");
        if (!local) {
            names.add(name(settings.host()));
            names.add(name(thisMachine()));
        }
    }

    /** @throws RequestException if the request comes from another site or names another server */
    void check(Request request) {
        String host = name(String.valueOf(Request.getServerName(request)));
        if (!answersTo(host)) {
            String shown = host.replaceAll("[^a-z0-9.:-]", "?");
            shown = shown.substring(0, Math.min(LONGEST_NAME, shown.length()));
            throw new RequestException(ErrorCode.HOST_NOT_ALLOWED, "this server does not answer as '" + shown + "'; open it as localhost"
                    + (local ? "" : " or by its address in numbers") + ", or start it with --allow " + shown);
        }
        boolean page = "navigate".equals(request.getHeaders().get("Sec-Fetch-Mode"))
                && HttpMethod.GET.is(request.getMethod());
        boolean foreign = "cross-site".equals(request.getHeaders().get("Sec-Fetch-Site")) && !page;
        List<String> origins = request.getHeaders().getValuesList(HttpHeader.ORIGIN);
        if (foreign || !origins.stream().allMatch(origin -> own(origin, request.getHttpURI().getAuthority()))) {
            throw new RequestException(ErrorCode.CROSS_SITE, "other sites may not use this server");
        }
    }

    private boolean answersTo(String host) {
        return names.contains(host) || (local ? loopback(host) : number(host));
    }

    /** Whether a page's origin is this server, or what stands before it under an allowed name. */
    private boolean own(String origin, String authority) {
        String front = origin.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "");
        return front.equals(String.valueOf(authority).toLowerCase(Locale.ROOT)) || allowed.contains(front);
    }

    private static String thisMachine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static String name(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.startsWith("[") && lower.endsWith("]") ? lower.substring(1, lower.length() - 1) : lower;
    }

    private static boolean number(String host) {
        return IP4.matcher(host).matches() || IP6.matcher(host).matches();
    }

    /** Whether a host is this machine alone, as {@code localhost} or by an address in numbers. */
    static boolean loopback(String host) {
        String name = name(host);
        try {
            return name.equals("localhost") || number(name) && InetAddress.getByName(name).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
