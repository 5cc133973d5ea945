package serlab.tracking;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * How a tracking server is told who asks: a name and password, a token, or nothing.
 *
 * @param user     or {@code null}
 * @param password or {@code null}
 * @param token    bearer token, used where there is no name; or {@code null}
 */
public record Credentials(String user, String password, String token) {

    /** Reads MLFLOW_TRACKING_USERNAME, MLFLOW_TRACKING_PASSWORD and MLFLOW_TRACKING_TOKEN. */
    static Credentials of(Map<String, String> environment) {
        return new Credentials(filled(environment.get("MLFLOW_TRACKING_USERNAME")),
                filled(environment.get("MLFLOW_TRACKING_PASSWORD")), filled(environment.get("MLFLOW_TRACKING_TOKEN")));
    }

    /** Those written into an address, {@code http://name:password@host}, else these. */
    Credentials or(URI address) {
        String info = address.getUserInfo();
        if (info == null || info.indexOf(':') < 1) {
            return this;
        }
        int colon = info.indexOf(':');
        return new Credentials(info.substring(0, colon), info.substring(colon + 1), null);
    }

    /** The value of an Authorization header. */
    public Optional<String> header() {
        if (hasName()) {
            byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
        }
        return Optional.ofNullable(token).map(value -> "Bearer " + value);
    }

    /** Never shows the secrets. */
    @Override
    public String toString() {
        return hasName() ? "Credentials of " + user : token == null ? "no credentials" : "a token";
    }

    private boolean hasName() {
        return user != null && password != null;
    }

    private static String filled(String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
