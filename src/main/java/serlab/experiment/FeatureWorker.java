package serlab.experiment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.LoggerFactory;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.feature.FeatureSpec;
import serlab.feature.WaveformChange;
import serlab.feature.cache.ClipPipeline;
import serlab.feature.cache.FeatureCache;
import serlab.feature.cache.FeatureLoader;
import serlab.feature.cache.ProgressListener;
import serlab.feature.export.ExportSettings;
import serlab.feature.export.FeatureExport;

/** A worker's side of computing features on a cluster: fills the cache with those it is asked for. Keeps the last corpus. */
public final class FeatureWorker {
    private final Function<CorpusChoice, Corpus> corpora;
    private final FeatureCache cache;
    private final WorkerHost host;
    private Map<String, Object> open = Map.of();
    private Map<String, Clip> clips = Map.of();

    /** @param corpora opens a corpus as this machine sees it */
    public FeatureWorker(Function<CorpusChoice, Corpus> corpora, FeatureCache cache, WorkerHost host) {
        this.corpora = corpora;
        this.cache = cache;
        this.host = host;
    }

    /** Whether a task, a line of JSON, is one for this worker. */
    public static boolean takes(String task) {
        return task.startsWith("{\"kind\":\"" + FeatureTask.KIND + '"');
    }

    /**
     * Computes features.
     *
     * @param task a line of JSON
     * @return another
     */
    public String work(String task) throws InterruptedException {
        FeatureTask asked = TrainingTask.read(task, FeatureTask.class);
        FeatureTask.Outcome outcome;
        try {
            outcome = new FeatureTask.Outcome(host.name(), computed(asked), null);
        } catch (InvalidInputException e) {
            LoggerFactory.getLogger(FeatureWorker.class).error("features cannot be computed here", e);
            outcome = new FeatureTask.Outcome(host.name(), 0, e.getMessage());
        }
        return TrainingTask.json(new FeatureTask.Answer(outcome));
    }

    private int computed(FeatureTask asked) throws InterruptedException {
        host.requireSame(asked.version(), asked.commit());
        List<Clip> some = clips(asked);
        FeatureSpec spec = FeatureSpec.of(asked.features());
        WaveformChange change = asked.changed();
        FeatureExport export = new FeatureExport(new ExportSettings(spec, !asked.whole(), ExportSettings.Format.NPY), null,
                Optional.of(cache));
        FeatureLoader loader = asked.whole() ? new FeatureLoader(cache).whole() : new FeatureLoader(cache);
        int unusable = new ClipPipeline(host.threads(), false, ProgressListener.NONE).run(some, clip -> {
            if (asked.export()) {
                export.fill(clip);
            } else {
                loader.fill(clip, spec, change);
            }
            return clip;
        }, (clip, same) -> { }).size();
        cache.warnings().stream().findFirst().ifPresent(warning -> {
            throw new InvalidInputException(warning);
        });
        return some.size() - unusable;
    }

    private List<Clip> clips(FeatureTask asked) {
        if (!open.equals(asked.corpus())) {
            open = Map.of();
            Map<String, Clip> found = new HashMap<>();
            corpora.apply(CorpusChoice.read(new Settings("corpus", asked.corpus()))).clips().forEach(clip -> found.put(clip.id(), clip));
            clips = found;
            open = asked.corpus();
        }
        return asked.clips().stream().map(id -> {
            if (!clips.containsKey(id)) {
                throw new InvalidInputException("clip '" + id + "' is not in the corpus that it sees, of "
                        + clips.size() + " clips; all machines must see the recordings under the same path");
            }
            return clips.get(id);
        }).toList();
    }
}
