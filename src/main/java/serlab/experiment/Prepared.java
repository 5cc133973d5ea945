package serlab.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import serlab.InvalidInputException;
import serlab.augment.ChangedCopy;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusFingerprint;
import serlab.feature.FeatureLoader;
import serlab.feature.FeatureSpec;
import serlab.feature.Features;
import serlab.training.Examples;
import serlab.feature.Scaler;

/**
 * A corpus with the features of every variant, reduced to the clips that all of them could use.
 *
 * @param corpus      the usable clips
 * @param skipped     one line per clip that was left out
 * @param fingerprint of the usable clips
 * @param features    matrix by clip id, by feature settings
 * @param copies      matrices of changed copies of training clips, by clip id, by feature settings and copy
 */
record Prepared(Corpus corpus, List<String> skipped, String fingerprint,
                Map<FeatureSpec, Map<String, float[][]>> features, Map<CopyKey, Map<String, float[][]>> copies) {

    /** A changed copy's features. */
    record CopyKey(FeatureSpec features, ChangedCopy copy) {
    }

    static Prepared of(Corpus corpus, ComparisonSpec spec, FeatureLoader loader, RunOptions options,
                       ExperimentListener listener) throws InterruptedException {
        Map<FeatureSpec, Map<String, float[][]>> all = new LinkedHashMap<>();
        Map<String, String> reasons = new LinkedHashMap<>();
        for (ExperimentSpec variant : spec.variants()) {
            if (all.containsKey(variant.features())) {
                continue;
            }
            Features features = loader.load(corpus, variant.features(), options.workers(), options.strict(),
                    (done, total) -> listener.featuresProgress(variant.name(), done, total));
            Map<String, float[][]> byClip = new HashMap<>();
            features.items().forEach(item -> byClip.put(item.clip().id(), item.feature()));
            features.skipped().forEach(skipped -> reasons.putIfAbsent(skipped.clip().id(), skipped.reason()));
            all.put(variant.features(), byClip);
        }
        Set<String> bad = new HashSet<>(reasons.keySet());
        List<Clip> usable = corpus.clips().stream().filter(clip -> !bad.contains(clip.id())).toList();
        List<String> labels = corpus.labels().stream()
                .filter(label -> usable.stream().anyMatch(clip -> clip.label().equals(label))).toList();
        if (labels.size() < 2) {
            throw new InvalidInputException(corpus.name() + " has clips of " + labels
                    + " only; at least two emotions are needed to tell them apart");
        }
        Corpus reduced = new Corpus(corpus.name(), corpus.synthetic(), labels, usable, corpus.warnings());
        return new Prepared(reduced, List.copyOf(reasons.values()), CorpusFingerprint.of(reduced).hex(), all, Map.of());
    }

    /** The corpus with the clips that an experiment's leaks put into it. */
    Prepared withLeaks(ExperimentSpec spec, FeatureLoader loader, RunOptions options, ExperimentListener listener)
            throws InterruptedException {
        Map<String, float[][]> own = features.get(spec.features());
        List<Clip> clips = new ArrayList<>(corpus.clips());
        Map<String, float[][]> matrices = new HashMap<>(own);
        for (ChangedCopy copy : spec.copiesBeforeSplit()) {
            Features loaded = loader.load(corpus, spec.features(), copy, options.workers(), false,
                    (done, of) -> listener.featuresProgress(spec.name() + ", changed copies", done, of));
            for (Features.Item item : loaded.items()) {
                Clip clip = LeakyCorpus.changed(item.clip(), copy);
                clips.add(clip);
                matrices.put(clip.id(), item.feature());
            }
        }
        if (spec.leaks().has(Leaks.Leak.DOUBLED_CLIPS)) {
            for (Clip clip : List.copyOf(clips)) {
                Clip second = LeakyCorpus.again(clip);
                clips.add(second);
                matrices.put(second.id(), matrices.get(clip.id()));
            }
        }
        Map<FeatureSpec, Map<String, float[][]>> all = new LinkedHashMap<>(features);
        all.put(spec.features(), matrices);
        Corpus larger = new Corpus(corpus.name(), corpus.synthetic(), corpus.labels(), clips, corpus.warnings());
        return new Prepared(larger, skipped, fingerprint, all, copies);
    }

    /**
     * Adds the features of the changed copies of every clip that a trial trains on. A copy that cannot be used, because
     * it has become too short for instance, is left out.
     */
    Prepared withCopies(List<Trial> trials, FeatureLoader loader, RunOptions options, ExperimentListener listener)
            throws InterruptedException {
        Set<String> trained = new HashSet<>();
        trials.forEach(trial -> trial.split().training().forEach(clip -> trained.add(clip.id())));
        Corpus training = new Corpus(corpus.name(), corpus.synthetic(), corpus.labels(),
                corpus.clips().stream().filter(clip -> trained.contains(clip.id())).toList(), List.of());
        Map<CopyKey, Map<String, float[][]>> all = new LinkedHashMap<>();
        for (ExperimentSpec variant : trials.stream().map(Trial::spec).distinct().toList()) {
            List<ChangedCopy> wanted = variant.copies();
            for (int i = 0; i < wanted.size(); i++) {
                CopyKey key = new CopyKey(variant.features(), wanted.get(i));
                if (!all.containsKey(key)) {
                    int before = i * training.clips().size();
                    int total = wanted.size() * training.clips().size();
                    Features loaded = loader.load(training, key.features(), key.copy(), options.workers(), false,
                            (done, of) -> listener.featuresProgress(variant.name() + ", changed copies", before + done,
                                    total));
                    Map<String, float[][]> byClip = new HashMap<>();
                    loaded.items().forEach(item -> byClip.put(item.clip().id(), item.feature()));
                    all.put(key, byClip);
                }
            }
        }
        return new Prepared(corpus, skipped, fingerprint, features, all);
    }

    List<float[][]> matrices(FeatureSpec spec, List<Clip> clips) {
        Map<String, float[][]> byClip = features.get(spec);
        return clips.stream().map(clip -> byClip.get(clip.id())).toList();
    }

    Examples examples(FeatureSpec spec, List<Clip> clips, Scaler scaler) {
        return new Examples(matrices(spec, clips), clips.stream().mapToInt(corpus::classOf).toArray(), scaler);
    }

    Examples trainingExamples(ExperimentSpec spec, List<Clip> clips, Scaler scaler) {
        List<CopyKey> keys = spec.copies().stream().map(copy -> new CopyKey(spec.features(), copy)).toList();
        List<List<float[][]>> changed = clips.stream().map(clip -> keys.stream()
                .map(key -> copies.get(key).get(clip.id())).filter(Objects::nonNull).toList()).toList();
        return new Examples(matrices(spec.features(), clips), changed,
                clips.stream().mapToInt(corpus::classOf).toArray(), scaler);
    }
}
