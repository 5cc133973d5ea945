package serlab.lab;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import serlab.corpus.locate.Places;
import serlab.experiment.ExpectedCorpus;

/**
 * The command line of a sweep's worker: this program with the same Java, options and class path. A worker compiles later
 * than Java would by itself: several of them compile the same methods on cores that have trainings to run, and what takes
 * long in a training is native code.
 */
final class WorkerCommandLine {
    private static final String PROGRAM = "serlab.cli.Ser";
    /** Options of a virtual machine that are not its workers', those of a notebook's kernel among them. */
    private static final List<String> OWN = List.of("-agentlib", "-javaagent", "-Dserlab.log=", "-Dserlab.home=",
            "-Dserlab.brief=", "-Dserlab.connection=", "--add-opens", "jdk.jshell");
    /** Where a notebook's kernel says what its class path is. */
    private static final String KERNEL_CLASS_PATH = "JJAVA_CLASSPATH";

    private WorkerCommandLine() {
    }

    /**
     * @param corpus  what the worker must find as its corpus
     * @param state   folder for its log and its locks
     * @param threads for computing features
     */
    static List<String> of(Workspace workspace, Optional<Path> data, ExpectedCorpus corpus, Path state, int threads,
                           boolean strict) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> OWN.stream().noneMatch(option::startsWith)).forEach(command::add);
        command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-XX:CompileThresholdScaling=4",
                "-Dserlab.home=" + workspace.root(), "-Dserlab.log=" + state.resolve("workers.log"), "-cp",
                workspace.environment().getOrDefault(KERNEL_CLASS_PATH, System.getProperty("java.class.path")),
                PROGRAM, "worker", "--folder", state.toString(), "--cache",
                workspace.cacheFolder().toString(), "--threads", String.valueOf(threads), "--clips",
                String.valueOf(corpus.clips()), "--fingerprint", corpus.fingerprint()));
        data.ifPresent(path -> command.addAll(List.of("--data", Places.of(path).absolute().toString())));
        if (strict) {
            command.add("--strict");
        }
        return command;
    }
}
