package serlab.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import serlab.InvalidInputException;
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
 */
record Prepared(Corpus corpus, List<String> skipped, String fingerprint,
                Map<FeatureSpec, Map<String, float[][]>> features) {

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
        return new Prepared(reduced, List.copyOf(reasons.values()), CorpusFingerprint.of(reduced).hex(), all);
    }

    List<float[][]> matrices(FeatureSpec spec, List<Clip> clips) {
        Map<String, float[][]> byClip = features.get(spec);
        return clips.stream().map(clip -> byClip.get(clip.id())).toList();
    }

    Examples examples(FeatureSpec spec, List<Clip> clips, Scaler scaler) {
        List<float[][]> scaled = new ArrayList<>(clips.size());
        for (float[][] matrix : matrices(spec, clips)) {
            scaled.add(scaler.apply(matrix));
        }
        return new Examples(scaled, clips.stream().mapToInt(corpus::classOf).toArray());
    }
}
