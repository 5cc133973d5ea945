package serlab.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusFingerprint;
import serlab.experiment.CorpusChoice;
import serlab.experiment.ExpectedCorpus;
import serlab.experiment.FoldTrainer;
import serlab.experiment.Provenance;
import serlab.feature.cache.FeatureCache;
import serlab.feature.cache.FeatureLoader;
import serlab.lab.Workspace;
import serlab.model.layer.Cores;
import serlab.sweep.engine.Worker;
import serlab.training.Throughput;

/** A worker of a sweep: reads jobs from standard input and writes messages to standard output. */
@Command(name = "worker", hidden = true, description = "A worker of ./ser sweep.")
final class WorkerCommand implements Callable<Integer> {
    @Option(names = "--data")
    private Path data;

    @Option(names = "--clips", required = true)
    private int clips;

    @Option(names = "--fingerprint", required = true)
    private String fingerprint;

    @Option(names = "--folder", required = true)
    private Path folder;

    @Option(names = "--cache", required = true)
    private Path cache;

    @Option(names = "--threads", defaultValue = "1")
    private int threads;

    @Option(names = "--together", defaultValue = "1")
    private int together;

    @Option(names = "--strict")
    private boolean strict;

    @Override
    public Integer call() throws InterruptedException {
        PrintStream messages = System.out;
        System.setOut(System.err);
        Workspace project = Workspace.here();
        FeatureLoader loader = new FeatureLoader(new FeatureCache(cache));
        Provenance provenance = Provenance.of(project.root());
        Cores cores = new Cores(threads);
        Thread warm = new Thread(Throughput::trainOneStep, "warm-up"); // while the corpus is read
        warm.setDaemon(true);
        warm.start();
        new Worker(choice -> new FoldTrainer(corpus(choice, project), loader, cores, strict, provenance), folder, messages, together)
                .run(System.in, () -> Runtime.getRuntime().halt(0));
        return 0;
    }

    /** The corpus of the sweep; where this worker finds another one, or none, nothing is trained. */
    private Corpus corpus(CorpusChoice choice, Workspace project) {
        Corpus corpus = choice.open(project.corpora(), Optional.ofNullable(data));
        new ExpectedCorpus("the sweep", clips, fingerprint).require(corpus, CorpusFingerprint.of(corpus).hex());
        return corpus;
    }
}
