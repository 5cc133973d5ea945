package serlab.tracking;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import serlab.InvalidInputException;

/**
 * Which certificates of a server are believed: those of Java, those of a PEM file, or all.
 *
 * @param context the TLS settings; empty for Java's own
 */
public record CertificateTrust(Optional<SSLContext> context) {
    private static final String FILE = "MLFLOW_TRACKING_SERVER_CERT_PATH";
    private static final String INSECURE = "MLFLOW_TRACKING_INSECURE_TLS";

    /** Reads MLFLOW_TRACKING_SERVER_CERT_PATH (a PEM file) and MLFLOW_TRACKING_INSECURE_TLS ({@code true}). */
    static CertificateTrust of(Map<String, String> environment) {
        if ("true".equalsIgnoreCase(environment.get(INSECURE))) {
            return new CertificateTrust(Optional.of(context(new TrustManager[] {new Everything()})));
        }
        String file = environment.get(FILE);
        return file == null || file.isBlank() ? new CertificateTrust(Optional.empty())
                : new CertificateTrust(Optional.of(context(believing(Path.of(file)))));
    }

    private static TrustManager[] believing(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("certificate-" + number++, certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new InvalidInputException(FILE + " names '" + pem + "', which cannot be read (" + e
                    + "); expected certificates in PEM form", e);
        }
    }

    private static SSLContext context(TrustManager[] managers) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS is not available", e);
        }
    }

    /** Believes every certificate, as the user asked for. */
    private static final class Everything extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            // believed
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            // believed
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // believed
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // believed
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // believed
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // believed
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
