package serlab.tracking;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;
import serlab.InvalidInputException;

/**
 * A tracking server's address with what is needed to speak to it.
 *
 * @param uri         http or https, without credentials and without a slash at its end
 * @param credentials who asks
 * @param trust       which certificates are believed
 */
record TrackingAddress(URI uri, Credentials credentials, Trust trust) {

    /**
     * Reads an address; names, passwords, tokens and certificates come from MLflow's own environment variables, or the
     * name and password from the address.
     *
     * @throws InvalidInputException if it is no http or https address, or a certificate cannot be read
     */
    static TrackingAddress of(URI address, Map<String, String> environment) {
        String scheme = address.getScheme();
        if (!"http".equals(scheme) && !"https".equals(scheme) || address.getHost() == null) {
            throw new InvalidInputException("tracking address '" + shown(address)
                    + "' is no server's; expected http://host:port or https://host");
        }
        URI plain = URI.create(shown(address).replaceAll("/+$", ""));
        return new TrackingAddress(plain, Credentials.of(environment).or(address), Trust.of(environment));
    }

    /** MLflow's own client for this address. */
    MlflowClient client() {
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
