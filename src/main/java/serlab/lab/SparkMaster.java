package serlab.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.cluster.SparkCluster;
import serlab.corpus.locate.Places;

/**
 * A Spark cluster by its address, which a use case may join.
 *
 * @param workspace that workers belong to as well
 * @param address   {@code spark://HOST:PORT}
 * @param driver    name of the class that is the driver
 * @param cores     to take, and so tasks at a time
 */
public record SparkMaster(Workspace workspace, String address, String driver, int cores) {
    /** What is asked for instead of an address where the work is done on this machine. */
    public static final String LOCAL = "local";
    /** Of a worker: one thread. */
    private static final Map<String, String> ENVIRONMENT = Map.of("OMP_NUM_THREADS", "1", "OPENBLAS_NUM_THREADS", "1");
    private static final String DATA = "SER_DATA";
    private static final List<String> FOLDERS = List.of("XDG_CACHE_HOME", "SER_CACHE");

    /** @throws InvalidInputException if the address is none of Spark */
    public SparkMaster {
        if (!address.startsWith(SparkCluster.SCHEME)) {
            throw new InvalidInputException(NearestName.suggest("engine", address, List.of(LOCAL, SparkCluster.SCHEME + "HOST:PORT")));
        }
    }

    /** @throws InvalidInputException if it does not answer, or this machine has no Spark */
    void require() {
        SparkCluster.requireReachable(address);
        SparkCluster.home(workspace.root(), workspace.environment());
    }

    /**
     * Joins it.
     *
     * @param worker command line of a worker
     * @param files  sent to each machine once
     * @param folder for what workers and Spark print
     */
    public SparkCluster join(List<String> worker, List<Path> files, Path folder) {
        List<String> command = new ArrayList<>(List.of("env"));
        ENVIRONMENT.forEach((name, value) -> command.add(name + '=' + value));
        String data = workspace.environment().getOrDefault(DATA, "");
        if (!data.isBlank()) {
            command.add(DATA + '=' + Places.of(Path.of(data)).absolute());
        }
        FOLDERS.forEach(name -> {
            String place = workspace.environment().getOrDefault(name, "");
            if (!place.isBlank()) {
                command.add(name + '=' + Path.of(place).toAbsolutePath());
            }
        });
        command.addAll(worker);
        return new SparkCluster(address, SparkCluster.home(workspace.root(), workspace.environment()), driver, command,
                files, folder, cores);
    }
}
