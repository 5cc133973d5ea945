package serlab.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import serlab.InvalidInputException;
import serlab.cli.terminal.Json;
import serlab.cli.terminal.TemporaryFolder;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.lab.Workspace;
import serlab.predict.StarterModel;

/** {@code ./ser bench start}: a prediction in a process of its own, from the command to its end. */
@Command(name = "start", mixinStandardHelpOptions = true,
        description = "Predicts one clip in a fresh process, again and again: how long that takes.")
final class BenchStartCommand implements Callable<Integer> {
    @Option(names = "--rounds", defaultValue = "9", paramLabel = "N", description = "processes, of which the median counts (default: 9)")
    private int rounds;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws InterruptedException {
        if (rounds < 1) {
            throw new InvalidInputException("--rounds is " + rounds + "; expected at least 1");
        }
        double[] milliseconds = new double[rounds];
        try (TemporaryFolder folder = TemporaryFolder.create("ser-bench")) {
            Path clip = Files.write(folder.path().resolve("clip.wav"), SyntheticSpec.defaults().open(null).clips().get(0).source().bytes());
            System.err.println("note: the first process is not timed; it builds the program where that is not done, which takes about a minute");
            run(clip);
            for (int round = 0; round < rounds; round++) {
                long start = System.nanoTime();
                run(clip);
                milliseconds[round] = 1e-6 * (System.nanoTime() - start);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a prediction could not be started: " + e.getMessage(), e);
        }
        Map<String, Object> row = new LinkedHashMap<>();
        double median = new Median().evaluate(milliseconds);
        row.put("rounds", rounds);
        row.put("median_ms", median);
        System.out.printf(Locale.ROOT, "./ser predict of one clip: median %.0f ms of %s%n", median, rounds == 1 ? "1 process" : rounds + " processes");
        if (json.asked()) {
            System.out.println(Json.line(Map.of("start", row)));
        }
        return 0;
    }

    private static void run(Path clip) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Workspace.here().root().resolve("ser").toString(), "predict", "--model", StarterModel.NAME,
                clip.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().close();
        try {
            process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("./ser predict ended with exit code " + process.exitValue());
            }
        } finally {
            process.destroy();
        }
    }
}
