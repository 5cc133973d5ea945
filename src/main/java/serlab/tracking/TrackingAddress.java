package serlab.tracking;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;
import serlab.InvalidInputException;
import serlab.NetworkProxies;

/**
 * A tracking server's address with what is needed to speak to it.
 *
 * @param uri         http or https, without credentials and without a slash at its end
 * @param credentials who asks
 * @param trust       which certificates are believed
 * @param proxies     by way of whom it is asked
 */
public record TrackingAddress(URI uri, Credentials credentials, CertificateTrust trust, NetworkProxies proxies) {

    /**
     * Reads an address; names, passwords, tokens and certificates come from MLflow's own environment variables, or the
     * name and password from the address; proxies from {@code http_proxy}, {@code https_proxy} and {@code no_proxy}.
     *
     * @throws InvalidInputException if it is no http or https address, a certificate cannot be read, or a proxy is none
     */
    public static TrackingAddress of(URI address, Map<String, String> environment) {
        String scheme = address.getScheme();
        if (!"http".equals(scheme) && !"https".equals(scheme) || address.getHost() == null) {
            throw new InvalidInputException("tracking address '" + shown(address)
                    + "' is no server's; expected http://host:port or https://host");
        }
        URI plain = URI.create(shown(address).replaceAll("/+$", ""));
        NetworkProxies proxies = NetworkProxies.of(environment);
        proxies.select(plain);
        return new TrackingAddress(plain, Credentials.of(environment).or(address), CertificateTrust.of(environment), proxies);
    }

    /** MLflow's own client for this address. */
    public MlflowClient client() {
        return new MlflowClient(credentials.user() != null
                ? new BasicMlflowHostCreds(uri.toString(), credentials.user(), credentials.password())
                : new BasicMlflowHostCreds(uri.toString(), credentials.token()));
    }

    /** The address without a name or password. */
    private static String shown(URI address) {
        if (address.getRawUserInfo() == null) {
            return address.toString();
        }
        try {
            return new URI(address.getScheme(), null, address.getHost(), address.getPort(), address.getPath(), null, null)
                    .toString();
        } catch (URISyntaxException e) {
            throw new InvalidInputException("tracking address of host '" + address.getHost() + "' is not a URI", e);
        }
    }
}
