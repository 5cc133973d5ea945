package serlab.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import serlab.experiment.ExpectedCorpus;
import serlab.feature.cache.FeatureCache;

/**
 * The command line of a sweep's worker: this program with the same Java, options and class path. A worker compiles later
 * than Java would by itself: several of them compile the same methods on cores that have trainings to run, and what takes
 * long in a training is native code.
 */
final class WorkerLauncher {
    private static final List<String> OWN = List.of("-agentlib", "-javaagent", "-Dserlab.log=", "-Dserlab.home=");

    private WorkerLauncher() {
    }

    /** @param corpus what the worker must find as its corpus */
    static List<String> command(Project project, Optional<Path> data, ExpectedCorpus corpus, Path state, int threads,
                                boolean strict) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> OWN.stream().noneMatch(option::startsWith)).forEach(command::add);
        command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-XX:CompileThresholdScaling=4", "-Dserlab.home=" + project.root(),
                "-Dserlab.log=" + state.resolve("workers.log"), "-cp", System.getProperty("java.class.path"),
                Ser.class.getName(), "worker", "--locks", state.resolve("locks").toString(), "--cache",
                FeatureCache.defaultDirectory(System.getenv()).toString(), "--threads",
                String.valueOf(threads), "--clips", String.valueOf(corpus.clips()), "--fingerprint", corpus.fingerprint()));
        data.ifPresent(path -> command.addAll(List.of("--data", path.toAbsolutePath().toString())));
        if (strict) {
            command.add("--strict");
        }
        return command;
    }
}
