package serlab.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import serlab.bench.FeatureBenchmark.Time;

/** A Python script that measures another library and waits between its passes. Its first line says what it measures. */
public final class YardstickProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final String version;

    private YardstickProcess(Process process) throws IOException {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.version = answer();
    }

    /** Starts a script; its standard error is this process's. */
    public static YardstickProcess start(Path python, Path script, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(python.toString(), "-W", "ignore", script.toString()));
        command.addAll(arguments);
        return new YardstickProcess(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** What the script measures, with its version. */
    public String version() {
        return version;
    }

    /** One more pass of a script that measures one thing. */
    public Time pass() throws IOException {
        return pass("");
    }

    /**
     * One more pass; the script answers with two numbers, seconds by the clock and of CPU time.
     *
     * @param what name of what is measured
     */
    public Time pass(String what) throws IOException {
        OutputStream requests = process.getOutputStream();
        requests.write((what + '\n').getBytes(StandardCharsets.UTF_8));
        requests.flush();
        String[] seconds = answer().split(" ");
        return new Time(Double.parseDouble(seconds[0]), Double.parseDouble(seconds[1]));
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("Python ended early; its message stands above");
        }
        return line;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
