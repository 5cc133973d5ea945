package serlab.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import serlab.cluster.Cluster;
import serlab.cluster.UnfitWorkerException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.feature.FeatureSpec;
import serlab.feature.WaveformChange;
import serlab.feature.cache.FeatureAhead;
import serlab.feature.cache.FeatureCache;
import serlab.feature.cache.FeatureLoader;
import serlab.feature.cache.ProgressListener;

/**
 * The machines of a cluster, which compute features into the cache that all of them share: the clips of a corpus in parts, a task
 * each.
 *
 * @param atATime    tasks
 * @param corpus     which one, as workers open it
 * @param export     whether durations are kept too
 * @param cache      the folder of the cache, as this machine names it
 * @param provenance of the laboratory that asks
 * @param notices    told if that cache is not the one that the workers fill
 */
public record ClusterFeatures(Cluster cluster, int atATime, CorpusChoice corpus, boolean export, Path cache,
                              Provenance provenance, Consumer<String> notices) implements FeatureAhead {
    /** Fewer clips are not worth a task. */
    private static final int LEAST = 32;
    private static final int MOST_TASKS = 2000;

    @Override
    public void fill(Corpus clips, FeatureSpec spec, WaveformChange change, boolean whole, ProgressListener listener)
            throws InterruptedException {
        int part = Math.max(LEAST, (clips.clips().size() + MOST_TASKS - 1) / MOST_TASKS);
        if (clips.clips().size() <= LEAST || !(change == WaveformChange.NONE || FeatureTask.Change.of(change) != null)) {
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(atATime, task -> new Thread(task, "features"));
        try {
            ExecutorCompletionService<Integer> done = new ExecutorCompletionService<>(pool);
            int tasks = 0;
            for (int from = 0; from < clips.clips().size(); from += part) {
                List<Clip> some = clips.clips().subList(from, Math.min(clips.clips().size(), from + part));
                done.submit(() -> some(some, spec, change, whole));
                tasks++;
            }
            int clipsDone = 0;
            for (int i = 0; i < tasks; i++) {
                clipsDone += done.take().get();
                listener.progress(clipsDone, clips.clips().size());
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
        FeatureLoader loader = new FeatureLoader(new FeatureCache(cache));
        FeatureLoader own = whole ? loader.whole() : loader;
        if (clips.clips().stream().limit(LEAST).noneMatch(clip -> own.holds(clip, spec, change))) {
            notices.accept("WARNING: the features that the cluster computed are not in the cache of this machine, " + cache
                    + ", and are computed again here; name a folder that all machines share in SER_CACHE");
        }
    }

    private int some(List<Clip> clips, FeatureSpec spec, WaveformChange change, boolean whole) throws InterruptedException {
        FeatureTask task = new FeatureTask(FeatureTask.KIND, provenance.version(), provenance.commit().orElse(""), corpus.settings(),
                spec.settings(), FeatureTask.Change.of(change), whole, export,
                new ArrayList<>(clips.stream().map(Clip::id).toList()));
        FeatureTask.Outcome outcome = TrainingTask.read(cluster.work(TrainingTask.json(task)), FeatureTask.Answer.class).outcome();
        if (outcome.unfit() != null) {
            throw new UnfitWorkerException(outcome.host(), outcome.unfit());
        }
        return clips.size();
    }
}
