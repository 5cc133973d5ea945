package serlab.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import serlab.Mappers;
import serlab.training.Throughput;

/** A process of {@code experiments/benchmarks/bench_networks.py}, which measures the same networks in PyTorch. */
public final class PytorchYardstick implements AutoCloseable {
    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    /**
     * @param python a Python with PyTorch
     * @param script {@code bench_networks.py}
     * @param threads of a network
     */
    public PytorchYardstick(Path python, Path script, int threads) {
        try {
            ProcessBuilder builder = new ProcessBuilder(python.toString(), script.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("OMP_NUM_THREADS", String.valueOf(threads));
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("'" + python + "' does not start: " + e.getMessage(), e);
        }
        requests = process.outputWriter();
        answers = process.inputReader();
    }

    /**
     * Clips per second.
     *
     * @param processorTime whether seconds are those of the process's processor time
     */
    public double clipsPerSecond(Throughput what, double seconds, boolean processorTime) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("task", what.task().name().toLowerCase(Locale.ROOT));
        request.put("model", what.network().spec().settings());
        request.put("shape", new int[] {what.network().shape().bands(), what.network().shape().frames(),
            what.network().shape().classes()});
        request.put("batch", what.batch());
        request.put("seconds", seconds);
        request.put("clock", processorTime ? "processor" : "wall");
        try {
            requests.write(Mappers.JSON.writeValueAsString(request));
            requests.newLine();
            requests.flush();
            String answer = answers.readLine();
            JsonNode rate = answer == null ? null : Mappers.JSON.readTree(answer).get("rate");
            if (rate == null) {
                throw new IllegalStateException("PyTorch gave no rate for " + what.network().name() + " but "
                        + answer);
            }
            return rate.asDouble();
        } catch (IOException e) {
            throw new UncheckedIOException("PyTorch process ended: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
