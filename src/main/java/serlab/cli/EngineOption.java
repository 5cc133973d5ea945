package serlab.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import serlab.lab.LabCluster;
import serlab.lab.RunSettings;
import serlab.lab.SparkMaster;
import serlab.lab.Workspace;

/** The option that names where the work is done. */
final class EngineOption {
    /** By name, since it can be loaded only where Spark is. */
    private static final String SPARK_DRIVER = "serlab.cli.SparkRelay";

    @Option(names = "--engine", paramLabel = "ENGINE", defaultValue = SparkMaster.LOCAL,
            description = "where the work is done: local, on this machine, or spark://HOST:PORT, on a Spark cluster whose machines "
                    + "see the same folders; --workers is then the number of its cores to take; changes no number")
    private String engine;

    /** The cluster's address, where the work is not done here. */
    Optional<SparkMaster> master(int cores) {
        return engine.equals(SparkMaster.LOCAL) ? Optional.empty()
                : Optional.of(new SparkMaster(Workspace.here(), engine, SPARK_DRIVER, cores));
    }

    /** The cluster, to be joined when there is something to do. */
    Optional<LabCluster> cluster(RunSettings settings, Path out) {
        return master(settings.workers()).map(master -> new LabCluster(master, settings, out));
    }
}
