package serlab.corpus.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;

/**
 * Clips that validate, held out of those that are not tested: whole speakers until they have a tenth of the clips, where there
 * are three speakers or more and the others still say every label; else a seeded eighth of each label. Duplicates of a
 * recording are together.
 *
 * @param training   the others
 * @param validation those that validate
 * @param bySpeaker  whether no speaker stands in both
 */
record HeldOut(List<Clip> training, List<Clip> validation, boolean bySpeaker) {
    private static final double SHARE = 0.125;
    private static final int LEAST_SPEAKERS = 3;

    HeldOut {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
    }

    /** Out of the clips of one corpus. */
    static HeldOut of(Corpus clips, long seed) {
        if (clips.knowsSpeakers() && clips.speakers().size() >= LEAST_SPEAKERS) {
            GroupFolds speakers = GroupFolds.bySpeaker();
            for (int fold = 0; fold < speakers.folds(clips); fold++) {
                Predicate<Clip> held = speakers.tenth(clips, fold, seed);
                HeldOut found = new HeldOut(clips.clips().stream().filter(held.negate()).toList(),
                        clips.clips().stream().filter(held).toList(), true);
                if (labels(found.training).equals(labels(clips.clips()))) {
                    return found;
                }
            }
        }
        return byClip(clips, seed);
    }

    private static HeldOut byClip(Corpus clips, long seed) {
        List<Clip> training = new ArrayList<>();
        List<Clip> validation = new ArrayList<>();
        for (String label : clips.labels()) {
            List<Clip> own = FoldAssembly.shuffled(clips.clips(), label, seed);
            List<Clip> recordings = clips.duplicates().firsts(own);
            Set<String> validated = recordings.stream().limit(recordings.size() < 2 ? 0 : (int) Math.ceil(SHARE * recordings.size()))
                    .map(clips.duplicates()::recordingOf).collect(Collectors.toSet());
            own.forEach(clip -> (validated.contains(clips.duplicates().recordingOf(clip)) ? validation : training).add(clip));
        }
        FoldAssembly.follow(clips, validation, training);
        return new HeldOut(training, validation, false);
    }

    private static Set<String> labels(List<Clip> clips) {
        return clips.stream().map(Clip::label).collect(Collectors.toSet());
    }

    /** Those of two corpora together. */
    HeldOut and(HeldOut other) {
        return new HeldOut(Stream.concat(training.stream(), other.training.stream()).toList(),
                Stream.concat(validation.stream(), other.validation.stream()).toList(), bySpeaker && other.bySpeaker);
    }
}
