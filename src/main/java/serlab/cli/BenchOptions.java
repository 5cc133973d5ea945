package serlab.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.bench.PytorchYardstick;
import serlab.cli.terminal.Json;
import serlab.lab.Workspace;
import serlab.model.layer.Cores;
import serlab.training.Arithmetic;
import serlab.training.Throughput;
import serlab.training.Throughput.Network;

/** What the benchmarks against PyTorch share: their options, the alternation and the table. */
final class BenchOptions {
    @Option(names = "--networks", split = ",", paramLabel = "NAME", description = "only these networks")
    private List<String> networks;

    @Option(names = "--rounds", defaultValue = "5", paramLabel = "N",
            description = "alternations, of which the median counts (default: 5)")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "3", paramLabel = "S",
            description = "seconds per measurement (default: 3)")
    private double seconds;

    @Option(names = "--processor-time",
            description = "clips per second of processor time, for a machine that others use too")
    private boolean processorTime;

    @Option(names = "--python", paramLabel = "FILE", description = "a Python with PyTorch; by default "
            + "experiments/benchmarks/.venv/bin/python, which experiments/benchmarks/setup makes")
    private Path python;

    @Mixin
    private JsonOption json;

    /** @param threads of one network; with several, {@code workers} is 1 */
    int measure(String title, Throughput.Task task, int batch, int workers, int threads) throws InterruptedException {
        if (rounds < 1 || !(seconds > 0)) {
            throw new InvalidInputException("--rounds is " + rounds + " and --seconds " + seconds
                    + "; expected at least 1 and more than 0");
        }
        if (processorTime && threads > 1) {
            throw new InvalidInputException("--processor-time counts one thread, and --threads is " + threads
                    + "; leave one of them out");
        }
        List<Network> chosen = chosen();
        Cores cores = new Cores(workers * threads);
        List<Map<String, Object>> rows = new ArrayList<>();
        List<PytorchYardstick> yardsticks = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            for (int i = 0; i < workers; i++) {
                yardsticks.add(new PytorchYardstick(python(), script(), threads));
            }
            System.out.printf("%-22s %8s %12s %12s %7s%n", "network", "threads", "ours", "PyTorch", "ratio");
            double matrixRate = Arithmetic.matrixRate(this::now);
            for (Network network : chosen) {
                Map<String, Object> row = row(new Throughput(network, task, batch, cores), workers * threads, pool, yardsticks);
                double operations = Arithmetic.of(network).of(task);
                row.put("megaflop", operations / 1e6);
                row.put("matrix_gigaflops", matrixRate / 1e9);
                row.put("share", (double) row.get("ours") * operations / (workers * threads * matrixRate));
                rows.add(row);
            }
            System.out.printf(Locale.ROOT, "%n%-22s %14s %s%n", "network", "MFLOP a clip", "share of the core's matrix product rate, "
                    + String.format(Locale.ROOT, "%.1f GFLOP/s", matrixRate / 1e9));
            rows.forEach(row -> System.out.printf(Locale.ROOT, "%-22s %14.1f %6.0f %%%n", row.get("network"), (double) row.get("megaflop"),
                    100 * (double) row.get("share")));
        } finally {
            yardsticks.forEach(PytorchYardstick::close);
            pool.shutdown();
        }
        System.out.println("Clips per second" + (processorTime ? " of processor time" : "") + ", batch " + batch
                + ", median of " + rounds + " alternations; the ratio is the median of the rounds' ratios.");
        if (json.asked()) {
            System.out.println(Json.line(Map.of(title, rows)));
        }
        return 0;
    }

    private Map<String, Object> row(Throughput what, int threads, ExecutorService pool,
                                    List<PytorchYardstick> yardsticks) throws InterruptedException {
        double[] ours = new double[rounds];
        double[] theirs = new double[rounds];
        double[] ratios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            List<Callable<Double>> mine = new ArrayList<>();
            List<Callable<Double>> other = new ArrayList<>();
            for (int i = 0; i < yardsticks.size(); i++) {
                long seed = 1 + i;
                PytorchYardstick yardstick = yardsticks.get(i);
                mine.add(() -> what.clipsPerSecond(seed, seconds, this::now));
                other.add(() -> yardstick.clipsPerSecond(what, seconds, processorTime));
            }
            ours[round] = together(pool, mine);
            theirs[round] = together(pool, other);
            ratios[round] = ours[round] / theirs[round];
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("network", what.network().name());
        row.put("threads", threads);
        row.put("ours", new Median().evaluate(ours));
        row.put("pytorch", new Median().evaluate(theirs));
        row.put("ratio", new Median().evaluate(ratios));
        System.out.printf(Locale.ROOT, "%-22s %8d %10.1f/s %10.1f/s %7.2f%n", row.values().toArray());
        return row;
    }

    /** Sum of the rates of measurements made at the same time. */
    private static double together(ExecutorService pool, List<Callable<Double>> measurements)
            throws InterruptedException {
        double sum = 0;
        for (Future<Double> rate : pool.invokeAll(measurements)) {
            try {
                sum += rate.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
            }
        }
        return sum;
    }

    private double now() {
        return 1e-9 * (processorTime ? ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()
                : System.nanoTime());
    }

    private List<Network> chosen() {
        Map<String, Network> known = Network.standard().stream().collect(
                Collectors.toMap(Network::name, n -> n, (a, b) -> a, LinkedHashMap::new));
        if (networks == null) {
            return List.copyOf(known.values());
        }
        for (String name : networks) {
            if (!known.containsKey(name)) {
                throw new InvalidInputException(NearestName.suggest("network", name, known.keySet()));
            }
        }
        return networks.stream().map(known::get).toList();
    }

    private static Path script() {
        return Workspace.here().root().resolve("experiments/benchmarks/bench_networks.py");
    }

    private Path python() {
        Path chosen = python != null ? python : script().resolveSibling(".venv/bin/python");
        if (!Files.isExecutable(chosen)) {
            throw new InvalidInputException("'" + chosen + "' is no Python; run experiments/benchmarks/setup, or name a "
                    + "Python with PyTorch by --python");
        }
        return chosen;
    }
}
