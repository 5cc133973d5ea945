package serlab.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import serlab.evaluation.Answer;
import serlab.model.KnownShares;
import serlab.model.SpeakerBias;

/**
 * What becomes of a network's answers when all test clips of a speaker are at hand together. Whatever the network, such
 * answers belong to the transductive track.
 */
public enum SpeakerAdjustment {
    /** Without the emotions that the network hears in all a speaker says; no labels are used. */
    WITHOUT_BIAS("without_speaker_bias") {
        @Override
        float[][] adjusted(float[][] said, int[] truth) {
            return SpeakerBias.of(said).removedFrom(said);
        }
    },
    /** Had it been known how many of a speaker's clips are of which class, though not which ones. */
    KNOWN_SHARES("known_shares") {
        @Override
        float[][] adjusted(float[][] said, int[] truth) {
            return KnownShares.counted(truth, said[0].length).match(said);
        }
    };

    private final String metric;

    SpeakerAdjustment(String metric) {
        this.metric = metric;
    }

    /** What names of metrics end in. */
    String metric() {
        return metric;
    }

    /** What is said behind the name of a model. */
    String words() {
        return metric.replace('_', ' ');
    }

    /** Answers to all clips of one speaker, {@code float[clips][classes]}, out of those to each clip alone. */
    abstract float[][] adjusted(float[][] said, int[] truth);

    /**
     * The same clips with adjusted answers, speaker by speaker.
     *
     * @param clips how many clips each speaker has in all
     * @return empty unless every clip of whoever speaks is among the predictions: a part of them, chosen by class, would
     *         tell more than it may
     */
    Optional<List<Answer>> of(List<Answer> predictions, Map<String, Long> clips) {
        Map<String, List<Answer>> speakers = bySpeaker(predictions);
        if (speakers.containsKey("") || speakers.entrySet().stream()
                .anyMatch(own -> own.getValue().size() != clips.getOrDefault(own.getKey(), 0L))) {
            return Optional.empty();
        }
        return Optional.of(speakers.values().stream().flatMap(own -> ofSpeaker(own).stream()).toList());
    }

    /** As {@link #of}, for some clips of one speaker as if there were no others. */
    public List<Answer> ofSpeaker(List<Answer> clips) {
        float[][] adjusted = adjusted(Answer.probabilities(clips),
                clips.stream().mapToInt(Answer::truth).toArray());
        List<Answer> all = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            all.add(clips.get(i).with(adjusted[i]));
        }
        return all;
    }

    /** Predictions by who speaks, in the order of first mention. */
    public static Map<String, List<Answer>> bySpeaker(List<Answer> predictions) {
        Map<String, List<Answer>> speakers = new LinkedHashMap<>();
        predictions.forEach(one -> speakers.computeIfAbsent(one.speaker(), speaker -> new ArrayList<>()).add(one));
        return speakers;
    }
}
