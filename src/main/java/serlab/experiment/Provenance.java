package serlab.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import serlab.model.OneDnn;

/**
 * What made a result, apart from its settings: the code and the machine.
 *
 * @param version library version
 * @param commit  commit of the working tree, if it is one
 * @param changed whether tracked files differ from that commit
 */
public record Provenance(String version, Optional<String> commit, boolean changed) {
    /** Looks at the library and the working tree in {@code projectRoot}. */
    public static Provenance of(Path projectRoot) {
        Optional<String> commit = git(projectRoot, "rev-parse", "HEAD");
        boolean changed = git(projectRoot, "status", "--porcelain", "--untracked-files=no").map(s -> !s.isEmpty())
                .orElse(false);
        return new Provenance(libraryVersion(), commit, changed);
    }

    /** Version of this library. */
    public static String libraryVersion() {
        try (InputStream in = Provenance.class.getResourceAsStream("/serlab/version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> git(Path folder, String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process process = new ProcessBuilder(command).directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean ended = process.waitFor(10, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 ? Optional.of(output) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** As tags of a run. */
    public Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        commit.ifPresent(hash -> tags.put("mlflow.source.git.commit", hash));
        tags.put("commit_changed", String.valueOf(changed));
        tags.put("library_version", version);
        tags.put("jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        tags.put("native_libraries", HostClass.libraries());
        tags.put("onednn", String.valueOf(OneDnn.enabled()));
        tags.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        tags.put("host_class", HostClass.describe());
        tags.put("native_threads", System.getenv().getOrDefault("OMP_NUM_THREADS", "all"));
        return tags;
    }
}
