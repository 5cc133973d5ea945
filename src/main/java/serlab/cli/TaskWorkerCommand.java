package serlab.cli;

import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import serlab.cluster.SparkCluster;
import serlab.cluster.TaskLines;
import serlab.corpus.Corpus;
import serlab.experiment.CorpusChoice;
import serlab.experiment.FeatureWorker;
import serlab.experiment.TrainingWorker;
import serlab.experiment.WorkerHost;
import serlab.feature.cache.FeatureCache;
import serlab.feature.cache.FeatureLoader;
import serlab.feature.encoder.EncoderStore;
import serlab.lab.Workspace;

/** A worker of a cluster: reads tasks from standard input and writes their outcomes to standard output. */
@Command(name = "task-worker", hidden = true, description = "A worker of --engine spark://HOST:PORT.")
final class TaskWorkerCommand implements Callable<Integer> {
    @Option(names = "--data")
    private Path data;

    @Option(names = "--cache", required = true)
    private Path cache;

    @Option(names = "--strict")
    private boolean strict;

    @Override
    public Integer call() throws InterruptedException {
        PrintStream outcomes = System.out;
        System.setOut(System.err);
        Workspace project = Workspace.here();
        Optional.ofNullable(project.environment().get(SparkCluster.FILES)).map(Path::of).ifPresent(EncoderStore::offer);
        Function<CorpusChoice, Corpus> corpora = choice -> choice.open(project.corpora(), Optional.ofNullable(data));
        WorkerHost host = new WorkerHost(host(), 1, strict, project.provenance());
        FeatureCache features = new FeatureCache(cache);
        TrainingWorker trainings = new TrainingWorker(corpora, new FeatureLoader(features), host);
        FeatureWorker filler = new FeatureWorker(corpora, features, host);
        TaskLines.work(System.in, 1, task -> {
            outcomes.println(FeatureWorker.takes(task) ? filler.work(task) : trainings.work(task));
            outcomes.flush();
        }, () -> Runtime.getRuntime().halt(0));
        return 0;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a machine without a name";
        }
    }
}
