package serlab.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import serlab.InvalidInputException;
import serlab.augment.Augmentation;
import serlab.augment.ChangedCopy;
import serlab.augment.Need;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusFingerprint;
import serlab.feature.FeatureSpec;
import serlab.feature.Scaler;
import serlab.feature.WaveformChange;
import serlab.feature.cache.FeatureLoader;
import serlab.feature.cache.Features;
import serlab.feature.duplicate.CorpusHearing;
import serlab.training.Examples;

/**
 * A corpus with the features of every variant, reduced to the clips that all of them could use.
 *
 * @param corpus      the usable clips
 * @param skipped     one line per clip that was left out
 * @param fingerprint of the usable clips
 * @param features    matrix by clip id, by input
 * @param copies      matrices of changed copies of clips, by clip id, by input and change
 */
record Prepared(Corpus corpus, List<String> skipped, String fingerprint,
                Map<Input, Map<String, float[][]>> features, Map<CopyKey, Map<String, float[][]>> copies) {

    /**
     * What is computed of every clip.
     *
     * @param whole whether the features keep the recording's length
     */
    record Input(FeatureSpec features, boolean whole) {
        static Input of(ExperimentSpec spec) {
            return new Input(spec.features(), spec.inference().whole());
        }

        FeatureLoader from(FeatureLoader loader) {
            return whole ? loader.whole() : loader;
        }
    }

    /** A changed copy's features. */
    record CopyKey(Input input, WaveformChange copy) {
    }

    static Prepared of(Corpus corpus, ComparisonSpec spec, FeatureLoader loader, RunOptions options,
                       ExperimentListener listener) throws InterruptedException {
        Map<Input, Map<String, float[][]>> all = new LinkedHashMap<>();
        Map<String, String> reasons = new LinkedHashMap<>();
        for (ExperimentSpec variant : spec.variants()) {
            Input input = Input.of(variant);
            if (all.containsKey(input)) {
                continue;
            }
            Features features = input.from(loader).load(corpus, variant.features(), options.workers(), options.strict(),
                    (done, total) -> listener.featuresProgress(variant.name(), done, total));
            Map<String, float[][]> byClip = new HashMap<>();
            features.items().forEach(item -> byClip.put(item.clip().id(), item.feature()));
            features.skipped().forEach(skipped -> reasons.putIfAbsent(skipped.clip().id(), skipped.reason()));
            all.put(input, byClip);
        }
        Set<String> bad = new HashSet<>(reasons.keySet());
        List<Clip> usable = corpus.clips().stream().filter(clip -> !bad.contains(clip.id())).toList();
        List<String> labels = corpus.labels().stream()
                .filter(label -> usable.stream().anyMatch(clip -> clip.label().equals(label))).toList();
        if (labels.size() < 2) {
            throw new InvalidInputException(corpus.name() + " has clips of " + labels
                    + " only; at least two emotions are needed to tell them apart: give a folder per emotion, or a CSV file "
                    + "with the first line file,label,speaker and a line for each recording");
        }
        Corpus reduced = new Corpus(corpus.name(), corpus.synthetic(), labels, usable, corpus.warnings(), corpus.faults());
        CorpusFingerprint fingerprint = CorpusFingerprint.of(reduced);
        Corpus heard = new CorpusHearing(loader.cache(), options.workers(),
                (done, total) -> listener.featuresProgress("duplicates", done, total)).of(reduced, fingerprint);
        return new Prepared(heard, List.copyOf(reasons.values()), fingerprint.hex(), all, Map.of());
    }

    /** The corpus with the clips that an experiment's leaks put into it. */
    Prepared withLeaks(ExperimentSpec spec, FeatureLoader loader, RunOptions options, ExperimentListener listener)
            throws InterruptedException {
        Map<String, float[][]> own = features.get(Input.of(spec));
        List<Clip> clips = new ArrayList<>(corpus.clips());
        Map<String, float[][]> matrices = new HashMap<>(own);
        for (ChangedCopy copy : spec.copiesBeforeSplit()) {
            Features loaded = Input.of(spec).from(loader).load(corpus, spec.features(), copy, options.workers(), false,
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
        Map<Input, Map<String, float[][]>> all = new LinkedHashMap<>(features);
        all.put(Input.of(spec), matrices);
        Corpus larger = new Corpus(corpus.name(), corpus.synthetic(), corpus.labels(), clips, corpus.warnings(),
                corpus.faults());
        return new Prepared(larger, skipped, fingerprint, all, copies);
    }

    /**
     * Adds the features of the changed copies of every clip that a trial trains on, and of every clip that a trial tests
     * at other speeds. A copy for training that cannot be used, because it has become too short for instance, is left out.
     */
    Prepared withCopies(List<Trial> trials, FeatureLoader loader, RunOptions options, ExperimentListener listener)
            throws InterruptedException {
        Corpus training = reduced(trials, Trial::fitted);
        Corpus heard = reduced(trials, trial -> Stream.concat(trial.validation().stream(), trial.split().test().stream())
                .toList());
        Map<CopyKey, Map<String, float[][]>> all = new LinkedHashMap<>();
        for (ExperimentSpec variant : trials.stream().map(Trial::spec).distinct().toList()) {
            load(variant, variant.copies(), training, false, all, loader, options, listener);
            List<WaveformChange> speeds = variant.speeds().stream().filter(s -> s != WaveformChange.NONE).toList();
            load(variant, speeds, heard, true, all, loader, options, listener);
        }
        return new Prepared(corpus, skipped, fingerprint, features, all);
    }

    /** The clips that stand in some set of some trial. */
    private Corpus reduced(List<Trial> trials, Function<Trial, List<Clip>> set) {
        Set<String> wanted = new HashSet<>();
        trials.forEach(trial -> set.apply(trial).forEach(clip -> wanted.add(clip.id())));
        return new Corpus(corpus.name(), corpus.synthetic(), corpus.labels(),
                corpus.clips().stream().filter(clip -> wanted.contains(clip.id())).toList(), List.of());
    }

    private static void load(ExperimentSpec variant, List<? extends WaveformChange> wanted, Corpus clips, boolean strict,
                             Map<CopyKey, Map<String, float[][]>> into, FeatureLoader loader, RunOptions options,
                             ExperimentListener listener) throws InterruptedException {
        for (int i = 0; i < wanted.size(); i++) {
            CopyKey key = new CopyKey(Input.of(variant), wanted.get(i));
            if (!into.containsKey(key)) {
                int before = i * clips.clips().size();
                int total = wanted.size() * clips.clips().size();
                Features loaded = key.input().from(loader).load(clips, variant.features(), key.copy(), options.workers(),
                        strict, (done, of) -> listener.featuresProgress(variant.name() + ", changed copies",
                                before + done, total));
                Map<String, float[][]> byClip = new HashMap<>();
                loaded.items().forEach(item -> byClip.put(item.clip().id(), item.feature()));
                into.put(key, byClip);
            }
        }
    }

    List<float[][]> matrices(ExperimentSpec spec, List<Clip> clips) {
        Map<String, float[][]> byClip = features.get(Input.of(spec));
        return clips.stream().map(clip -> byClip.get(clip.id())).toList();
    }

    /** Clips as they are. */
    Examples examples(ExperimentSpec spec, List<Clip> clips, Normalizer normalizer) {
        return examples(spec, matrices(spec, clips), clips, normalizer);
    }

    /** Clips at every speed at which the experiment tests. */
    List<Examples> tested(ExperimentSpec spec, List<Clip> clips, Normalizer normalizer) {
        return spec.speeds().stream().map(speed -> {
            Map<String, float[][]> byClip = speed == WaveformChange.NONE ? features.get(Input.of(spec))
                    : copies.get(new CopyKey(Input.of(spec), speed));
            return examples(spec, clips.stream().map(clip -> byClip.get(clip.id())).toList(), clips, normalizer);
        }).toList();
    }

    private Examples examples(ExperimentSpec spec, List<float[][]> matrices, List<Clip> clips, Normalizer normalizer) {
        return new Examples(matrices, classes(clips), normalizer.of(clips), spec.features().channels(),
                spec.features().frames());
    }

    Examples trainingExamples(ExperimentSpec spec, List<Clip> clips, Normalizer normalizer) {
        List<CopyKey> keys = spec.copies().stream().map(copy -> new CopyKey(Input.of(spec), copy)).toList();
        List<List<float[][]>> changed = clips.stream().map(clip -> keys.stream()
                .map(key -> copies.get(key).get(clip.id())).filter(Objects::nonNull).toList()).toList();
        return new Examples(matrices(spec, clips), changed, classes(clips), normalizer.of(clips), voices(spec, clips),
                spec.features().channels(), spec.features().frames(), groups(clips));
    }

    /** Per clip, a number for who speaks; another one for each clip where that is not known, or always the same. */
    private static int[] groups(List<Clip> clips) {
        boolean several = clips.stream().map(Clip::speaker).distinct().count() > 1;
        Map<String, Integer> numbers = new HashMap<>();
        int[] groups = new int[clips.size()];
        for (int i = 0; i < groups.length; i++) {
            int own = i;
            String speaker = clips.get(i).speaker();
            groups[i] = several && !speaker.isEmpty() ? numbers.computeIfAbsent(speaker, name -> own) : own;
        }
        return groups;
    }

    /** Per clip, mean and deviation of its speaker's; empty unless an augmentation needs them. */
    private List<Scaler> voices(ExperimentSpec spec, List<Clip> clips) {
        Optional<Augmentation> asking = spec.augment().needing(Need.SPEAKER_STATISTICS);
        if (asking.isEmpty()) {
            return List.of();
        }
        if (!corpus.knowsSpeakers()) {
            throw new InvalidInputException("augment has " + asking.get().type() + ", which needs "
                    + Need.SPEAKER_STATISTICS.words() + ", but " + corpus.name() + " does not say who speaks in every clip; leave it out");
        }
        Map<String, Scaler> bySpeaker = clips.stream().collect(Collectors.groupingBy(Clip::speaker,
                Collectors.collectingAndThen(Collectors.toList(), own -> Scaler.fit(matrices(spec, own)))));
        return clips.stream().map(clip -> bySpeaker.get(clip.speaker())).toList();
    }

    private int[] classes(List<Clip> clips) {
        return clips.stream().mapToInt(corpus::classOf).toArray();
    }
}
