package serlab.sweep.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;
import org.slf4j.LoggerFactory;
import serlab.ContentHash;
import serlab.cluster.TaskLines;
import serlab.experiment.CorpusChoice;
import serlab.experiment.ExperimentSpec;
import serlab.experiment.FoldTrainer;
import serlab.experiment.TrainingStates;

/**
 * The worker's side of a sweep: reads jobs, one JSON object a line, does some of them at a time and tells what happens. Jobs of one
 * worker share features and compiled code. Workers that need the same features compute them once: a lock lets the others wait
 * and read the cache.
 */
public final class Worker {
    private final Function<CorpusChoice, FoldTrainer> trainers;
    private final Path folder;
    private final PrintStream out;
    private final int together;
    private FoldTrainer trainer;

    /**
     * @param trainers makes the trainer of a corpus
     * @param folder   for locks and for what interrupted trainings go on from, shared by the workers of a sweep
     * @param out      where messages go
     * @param together jobs at a time, each on a thread of its own
     */
    public Worker(Function<CorpusChoice, FoldTrainer> trainers, Path folder, PrintStream out, int together) {
        this.trainers = trainers;
        this.folder = folder;
        this.out = out;
        this.together = together;
    }

    /**
     * Works until the input ends.
     *
     * @param orphaned run at once when the input ends in the middle of a job: whoever asked for it is gone
     */
    public void run(InputStream in, Runnable orphaned) throws InterruptedException {
        TaskLines.work(in, together, line -> work(Message.read(line, Job.class)), orphaned);
    }

    private void work(Job job) throws InterruptedException {
        Path states = folder.resolve("states");
        try {
            ExperimentSpec spec = ExperimentSpec.of(job.experiment());
            FoldTrainer prepared = prepared(spec);
            tell(job, new JobRunner(job, spec, prepared, states, this::tell).run());
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Worker.class).error("{} failed", job.id(), e);
            tell(job, Outcome.failed(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        }
        JobRunner.states(states, job).forEach(TrainingStates::remove);
    }

    /** The trainer, which has the features of an experiment. One at a time: no two of a process may ask for the same lock. */
    private synchronized FoldTrainer prepared(ExperimentSpec spec) throws InterruptedException {
        if (trainer == null) {
            trainer = trainers.apply(spec.corpus());
        }
        Path locks = folder.resolve("locks");
        Path file = locks.resolve(ContentHash.of(spec.features().id().getBytes(StandardCharsets.UTF_8)).substring(0, 16) + ".lock");
        try {
            Files.createDirectories(locks);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                trainer.prepare(spec);
            }
        } catch (IOException e) {
            trainer.prepare(spec);
        }
        return trainer;
    }

    private void tell(Job job, Outcome outcome) {
        tell(new Message(job.id(), 0, 0, 0, 0, outcome));
    }

    private void tell(Message message) {
        synchronized (out) {
            out.println(Message.json(message));
            out.flush();
        }
    }
}
