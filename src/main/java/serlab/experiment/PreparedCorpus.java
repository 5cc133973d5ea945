package serlab.experiment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import serlab.InvalidInputException;
import serlab.augment.Augmentation;
import serlab.augment.Need;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.experiment.FeatureTable.Column;
import serlab.feature.Scaler;
import serlab.training.Examples;

/**
 * The clips that every variant of a comparison can use, with all features that its trainings need; made by
 * {@link Preparation}.
 *
 * @param corpus      the usable clips, its duplicates and marks known
 * @param skipped     one line per clip that was left out
 * @param fingerprint of the usable clips, without those that leaks put among them
 * @param features    of the clips, and of their changed copies
 */
record PreparedCorpus(Corpus corpus, List<String> skipped, String fingerprint, FeatureTable features) {
    PreparedCorpus {
        skipped = List.copyOf(skipped);
    }

    /** The same clips with the features of changed copies too. */
    PreparedCorpus with(FeatureTable copies) {
        return new PreparedCorpus(corpus, skipped, fingerprint, features.and(copies));
    }

    /** The features of clips as they are. */
    List<float[][]> matrices(ExperimentSpec spec, List<Clip> clips) {
        return features.of(Column.of(spec), clips);
    }

    /** Clips as they are. */
    Examples examples(ExperimentSpec spec, List<Clip> clips, Normalizer normalizer) {
        return examples(spec, matrices(spec, clips), clips, normalizer);
    }

    /** Clips at every speed at which the experiment tests. */
    List<Examples> tested(ExperimentSpec spec, List<Clip> clips, Normalizer normalizer) {
        return spec.speeds().stream().map(speed -> examples(spec, features.of(Column.of(spec, speed), clips), clips,
                normalizer)).toList();
    }

    private Examples examples(ExperimentSpec spec, List<float[][]> matrices, List<Clip> clips, Normalizer normalizer) {
        return new Examples(matrices, classes(clips), normalizer.of(clips), spec.features().channels(),
                spec.features().frames());
    }

    /** Clips with their changed copies; one that has become too short for the features is left out. */
    Examples trainingExamples(ExperimentSpec spec, List<Clip> clips, Normalizer normalizer) {
        List<Column> copies = spec.copies().stream().map(copy -> Column.of(spec, copy)).toList();
        List<List<float[][]>> changed = clips.stream().map(clip -> copies.stream()
                .map(copy -> features.find(copy, clip)).flatMap(Optional::stream).toList()).toList();
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
