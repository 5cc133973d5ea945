package serlab.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import serlab.AtomicFile;
import serlab.cluster.Cluster;
import serlab.cluster.SparkCluster;
import serlab.experiment.ClusterFeatures;
import serlab.experiment.CorpusChoice;
import serlab.feature.EncoderSpec;
import serlab.feature.FeatureSpec;
import serlab.feature.cache.FeatureAhead;
import serlab.feature.encoder.EncoderModel;
import serlab.feature.encoder.EncoderStore;

/** A Spark cluster whose workers do what a use case needs; joined when there is something to do. */
public final class LabCluster implements Cluster, AutoCloseable {
    private static final int NAMED = 16;

    private final SparkMaster master;
    private final RunSettings settings;
    private final Path folder;
    /** Files of weights by their hash. */
    private final Map<String, Path> encoders = new LinkedHashMap<>();
    private SparkCluster joined;
    private boolean closed;

    /**
     * @param settings of the run, which workers share
     * @param out      folder of the results, which all machines see; what workers print goes into {@code cluster} below it
     * @throws serlab.InvalidInputException if it does not answer, or this machine has no Spark
     */
    public LabCluster(SparkMaster master, RunSettings settings, Path out) {
        master.require();
        this.master = master;
        this.settings = settings;
        this.folder = out.toAbsolutePath().normalize().resolve("cluster");
    }

    /**
     * Its machines as those that compute features.
     *
     * @param corpus  as workers open it
     * @param export  whether durations are kept too
     * @param notices told if the cache is not shared
     */
    public FeatureAhead features(CorpusChoice corpus, boolean export, Consumer<String> notices) {
        FeatureAhead machines = new ClusterFeatures(this, settings.workers(), corpus, export, master.workspace().cacheFolder(),
                master.workspace().provenance(), notices);
        return (clips, spec, change, whole, listener) -> {
            send(spec);
            machines.fill(clips, spec, change, whole, listener);
        };
    }

    /** Has the weights of encoders that features need sent to every machine; too late for those of a cluster that has been joined. */
    private synchronized void send(FeatureSpec spec) {
        for (EncoderModel model : EncoderSpec.encoders(spec)) {
            encoders.computeIfAbsent(model.sha256(), hash -> {
                Path file = folder.resolve(hash.substring(0, NAMED) + ".bin");
                Path weights = EncoderStore.ofUser().find(model).toAbsolutePath();
                return new AtomicFile(file).write(out -> Files.copy(weights, out));
            });
        }
    }

    @Override
    public String work(String task) throws InterruptedException {
        return joined().work(task);
    }

    private synchronized SparkCluster joined() throws InterruptedException {
        if (closed) {
            throw new InterruptedException("the cluster has been left");
        }
        if (joined == null) {
            settings.progress().accept("joining the Spark cluster " + master.address());
            joined = master.join(WorkerCommandLine.ofTasks(master.workspace(), settings, folder), List.copyOf(encoders.values()),
                    folder);
        }
        return joined;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (joined != null) {
            joined.close();
        }
        encoders.values().forEach(file -> file.toFile().delete());
    }
}
