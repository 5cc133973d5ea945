package serlab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import serlab.corpus.Clip;
import serlab.corpus.synthetic.SyntheticSpec;

/**
 * A project folder for one test class, with a corpus and an experiment that take seconds. While it is open, the
 * property {@code serlab.home} and the user's folder, and with it the feature cache, point into it.
 */
final class SmallProject implements AutoCloseable {
    private final Path root;
    private final String home = System.getProperty("serlab.home");
    private final String user = System.getProperty("user.home");

    SmallProject(Path root) throws IOException {
        this.root = Files.createDirectories(root);
        Loader.getCacheDir(); // native libraries stay where they are unpacked: the user's folder before it moves
        System.setProperty("serlab.home", root.toString());
        System.setProperty("user.home", root.resolve("user").toString());
        Files.createDirectories(root.resolve("experiments"));
        Files.copy(Path.of("experiments/spectrogram-vs-mfcc.yaml"),
                root.resolve("experiments/spectrogram-vs-mfcc.yaml"));
        Files.writeString(experiment(), """
                name: small comparison
                split: {protocol: groups, folds: [0, 1]}
                training: {batch: 8, epochs: 2}
                variants:
                  - name: log-mel
                    features: {type: log-mel, bands: 32, frames: 32}
                    model: {type: spectrogram-cnn, filters: [4, 8], dense: 16}
                    augment: [{type: time-shift, frames: 4}]
                  - name: MFCC
                    features: {type: mfcc, coefficients: 20, frames: 32}
                    model: {type: mfcc-cnn, filters: [4, 8], dense: 16}
                """);
    }

    Path root() {
        return root;
    }

    Path experiment() {
        return root.resolve("experiments/small.yaml");
    }

    /** Lets MLflow be set up and started here. */
    void shareEnvironment() throws IOException {
        Files.createSymbolicLink(root.resolve("environment"), Path.of("environment").toAbsolutePath());
    }

    /** The laboratory in a process of its own. */
    Process start(Path said, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g", "-Djava.awt.headless=true", "-Dorg.eclipse.deeplearning4j.helpers.disable=false",
                "-Dserlab.home=" + root, "-Duser.home=" + System.getProperty("user.home"),
                "-Dserlab.log=" + root.resolve("ser.log"), "-cp", System.getProperty("java.class.path"),
                "serlab.cli.Ser"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(List.of("MLFLOW_TRACKING_URI", "SER_DATA", "SER_VENV"));
        return builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    }

    /** Writes voices as RAVDESS lays them out: one clip of every speaker and emotion. */
    static Path voices(Path folder, int speakers) throws IOException {
        for (Clip clip : new SyntheticSpec(speakers, 1, 1).open(null).clips()) {
            Path actor = folder.resolve("Actor_" + clip.id().substring(clip.id().length() - 2));
            Files.createDirectories(actor);
            Files.write(actor.resolve(clip.id() + ".wav"), clip.source().bytes());
        }
        return folder;
    }

    /** The first of the recordings in a folder, by name. */
    static Path firstClip(Path voices) throws IOException {
        try (Stream<Path> files = Files.walk(voices)) {
            return files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
    }

    @Override
    public void close() {
        restore("serlab.home", home);
        restore("user.home", user);
    }

    private static void restore(String name, String value) {
        if (value == null) {
            System.clearProperty(name);
        } else {
            System.setProperty(name, value);
        }
    }
}
