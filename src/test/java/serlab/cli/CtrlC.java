package serlab.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Ctrl-C for programs that tests start. */
final class CtrlC {
    private CtrlC() {
    }

    /**
     * A command that hears Ctrl-C: tests that were started in the background ignore it, and so would the program that they
     * start.
     */
    private static List<String> hearing(List<String> command) throws Exception {
        List<String> env = List.of("env", "--default-signal=INT");
        Process known = new ProcessBuilder(Stream.concat(env.stream(), Stream.of("true")).toList())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        List<String> all = new ArrayList<>(known.waitFor() == 0 ? env : List.of());
        all.addAll(command);
        return all;
    }

    /** {@code ./ser} in a process of its own, which hears Ctrl-C. */
    static ProcessBuilder program(SmallProject project, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true", "-Dserlab.home=" + project.root(),
                "-Dserlab.log=" + project.root().resolve("ser.log"), "-cp", System.getProperty("java.class.path"),
                "serlab.cli.Ser"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(hearing(command)).inheritIO();
    }

    /** Sends it and waits for the end. */
    static void send(Process process, int seconds) throws Exception {
        send("INT", process, seconds);
    }

    /** Sends a signal and waits for the end. */
    static void send(String signal, Process process, int seconds) throws Exception {
        new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
        assertTrue(process.waitFor(seconds, TimeUnit.SECONDS), "still running after SIG" + signal);
    }
}
