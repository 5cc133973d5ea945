package serlab.tracking;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import serlab.tracking.http.MlflowConnection;
import serlab.tracking.http.RefusedException;
import serlab.tracking.http.UnreachableException;
import serlab.tracking.server.PythonEnvironment;

/** PostgreSQL, unpacked from its archive on Maven Central, and an MLflow server with its basic-auth app on it, speaking TLS; all in one temporary folder. */
final class TeamServer implements AutoCloseable {
    /** ASCII, since MLflow's own check of file requests reads no other. */
    static final String PASSWORD = "a long password-1";
    /** One of these is on the class path, that of this system. */
    private static final String ARCHIVE = "/postgres-%s.txz";
    private static final String UNPACK = "import sys, tarfile; tarfile.open(sys.argv[1]).extractall(sys.argv[2])";
    private static final int START_SECONDS = 600;

    private final Path folder;
    private final Path binaries;
    private final int port;
    private final List<String> asUser;
    private Process mlflow;

    TeamServer(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        this.binaries = folder.resolve("postgresql/bin");
        boolean root = "root".equals(System.getProperty("user.name"));
        // PostgreSQL does not run as root
        this.asUser = root ? List.of("runuser", "-u", "nobody", "--") : List.of();
        PythonEnvironment.prepare(Path.of("").toAbsolutePath(), "team", line -> { });
        unpackPostgres();
        String database = startDatabase(root);
        makeCertificate();
        this.port = freePort();
        startMlflow(database);
    }

    private void unpackPostgres() throws Exception {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        Path archive = folder.resolve("postgresql.txz");
        try (InputStream in = TeamServer.class.getResourceAsStream(ARCHIVE.formatted(system + "-" + processor))) {
            Files.copy(in, archive);
        }
        run(List.of(python(), "-c", UNPACK, archive.toString(), Files.createDirectories(folder.resolve("postgresql")).toString()));
    }

    private static String python() {
        return PythonEnvironment.folder(Path.of("").toAbsolutePath()).resolve("bin/python").toString();
    }

    URI address() {
        return URI.create("https://localhost:" + port);
    }

    Path certificate() {
        return folder.resolve("certificate.pem");
    }

    private String startDatabase(boolean root) throws Exception {
        Path data = Files.createDirectories(folder.resolve("postgres"));
        if (root) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            run(List.of("chown", "nobody", data.toString()));
        }
        int databasePort = freePort();
        Path files = data.resolve("data");
        run(asPostgres("initdb", "-D", files.toString(), "-A", "trust", "-U", "mlflow", "-E", "UTF8", "--no-sync"));
        run(asPostgres("pg_ctl", "-D", files.toString(), "-w", "-t", "120", "-l", data.resolve("log").toString(), "-o",
                "-p " + databasePort + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + data + " -c fsync=off", "start"));
        return "postgresql+psycopg2://mlflow@127.0.0.1:" + databasePort + "/postgres";
    }

    private List<String> asPostgres(String program, String... arguments) {
        List<String> command = new ArrayList<>(asUser);
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** A key and a certificate that vouches for itself, as PEM files. */
    private void makeCertificate() throws Exception {
        Path store = folder.resolve("keys.p12");
        run(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "server",
                "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=localhost", "-ext", "SAN=dns:localhost,ip:127.0.0.1",
                "-validity", "2", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", "changeit"));
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        write("certificate.pem", "CERTIFICATE", keys.getCertificate("server").getEncoded());
        write("key.pem", "PRIVATE KEY", keys.getKey("server", "changeit".toCharArray()).getEncoded());
    }

    private void write(String file, String kind, byte[] content) throws IOException {
        Files.writeString(folder.resolve(file), "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + kind + "-----\n");
    }

    private void startMlflow(String database) throws Exception {
        Path configuration = Files.writeString(folder.resolve("auth.ini"), "[mlflow]\ndefault_permission = READ\ndatabase_uri = sqlite:///"
                + folder.resolve("auth.db") + "\nadmin_username = admin\nauthorization_function = "
                + "mlflow.server.auth:authenticate_request_basic_auth\n");
        ProcessBuilder builder = new ProcessBuilder(python(), "-m", "mlflow", "server", "--backend-store-uri", database,
                "--artifacts-destination", folder.resolve("artifacts").toString(), "--host", "127.0.0.1", "--port",
                String.valueOf(port), "--workers", "1", "--app-name", "basic-auth", "--uvicorn-opts",
                "--ssl-keyfile " + folder.resolve("key.pem") + " --ssl-certfile " + certificate());
        Map<String, String> environment = builder.environment();
        environment.put("MLFLOW_DISABLE_TELEMETRY", "true");
        environment.put("MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false");
        environment.put("MLFLOW_AUTH_CONFIG_PATH", configuration.toString());
        environment.put("MLFLOW_AUTH_ADMIN_PASSWORD", PASSWORD);
        environment.put("MLFLOW_FLASK_SERVER_SECRET_KEY", "a key for tests");
        mlflow = builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(folder.resolve("mlflow.log").toFile()).start();
        awaitHealth();
    }

    private void awaitHealth() throws Exception {
        MlflowConnection connection = new MlflowConnection(TrackingAddress.of(address(), Map.of(
                "MLFLOW_TRACKING_SERVER_CERT_PATH", certificate().toString(), "MLFLOW_TRACKING_USERNAME", "admin",
                "MLFLOW_TRACKING_PASSWORD", PASSWORD)));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (true) {
            try {
                connection.get("experiments/get-by-name", Map.of("experiment_name", "Default"));
                return;
            } catch (UnreachableException | RefusedException notYet) {
                if (!mlflow.isAlive() || System.nanoTime() > end) {
                    close();
                    throw new IllegalStateException(notYet.getMessage() + "\n" + Files.readString(folder.resolve("mlflow.log")));
                }
                Thread.sleep(200);
            }
        }
    }

    private void run(List<String> command) throws Exception {
        File log = folder.resolve("commands.log").toFile();
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log)).start();
        if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(command + " failed: " + Files.readString(log.toPath()));
        }
    }

    @Override
    public void close() throws Exception {
        if (mlflow != null) {
            List<ProcessHandle> all = Stream.concat(mlflow.toHandle().descendants(), Stream.of(mlflow.toHandle())).toList();
            all.forEach(ProcessHandle::destroy);
            if (!mlflow.waitFor(10, TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
            }
        }
        run(asPostgres("pg_ctl", "-D", folder.resolve("postgres/data").toString(), "-m", "immediate", "-w", "stop"));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
