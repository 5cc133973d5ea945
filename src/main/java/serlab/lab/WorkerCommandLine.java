package serlab.lab;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import serlab.corpus.locate.Places;
import serlab.experiment.ExpectedCorpus;

/**
 * The command lines of workers: this program with the same Java, options and class path. A worker compiles later
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
     * A worker of a sweep.
     *
     * @param corpus  what the worker must find as its corpus
     * @param state   folder for its log and its locks
     * @param threads for computing features, and trainings at a time, each of which gets the memory that this process may have
     */
    static List<String> of(Workspace workspace, Optional<Path> data, ExpectedCorpus corpus, Path state, int threads,
                           boolean strict) {
        List<String> command = program(workspace, state, threads);
        command.addAll(List.of("worker", "--folder", state.toString(), "--cache",
                workspace.cacheFolder().toString(), "--threads", String.valueOf(threads), "--clips",
                String.valueOf(corpus.clips()), "--fingerprint", corpus.fingerprint()));
        return common(command, data, strict);
    }

    /**
     * A worker of a cluster that does any task of a run.
     *
     * @param folder for its log
     */
    static List<String> ofTasks(Workspace workspace, RunSettings settings, Path folder) {
        List<String> command = program(workspace, folder, 1);
        command.addAll(List.of("task-worker", "--cache", workspace.cacheFolder().toAbsolutePath().toString()));
        return common(command, settings.data(), settings.strict());
    }

    private static List<String> program(Workspace workspace, Path folder, int trainings) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> OWN.stream().noneMatch(option::startsWith)).forEach(command::add);
        command.add("-Xmx" + trainings * (Runtime.getRuntime().maxMemory() >> 20) + "m");
        command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-XX:CompileThresholdScaling=4",
                "-Dserlab.home=" + workspace.root(), "-Dserlab.log=" + folder.resolve("workers.log"), "-cp",
                workspace.environment().getOrDefault(KERNEL_CLASS_PATH, System.getProperty("java.class.path")), PROGRAM));
        return command;
    }

    private static List<String> common(List<String> command, Optional<Path> data, boolean strict) {
        data.ifPresent(path -> command.addAll(List.of("--data", Places.of(path).absolute().toString())));
        if (strict) {
            command.add("--strict");
        }
        return command;
    }
}
