package serlab.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.evaluation.Answer;
import serlab.evaluation.GroupDifference;
import serlab.evaluation.GroupScore;

/**
 * What a corpus tells of every clip by which answers can be told apart: speaker, corpus, language, sex, intensity, statement.
 *
 * @param clips  fields of every clip by its id, speaker included
 * @param labels number of classes
 */
record ClipGroups(Map<String, Map<String, String>> clips, int labels) {
    private static final String SPEAKER = "speaker";
    private static final String LANGUAGE = "language";
    private static final List<String> GROUPINGS = List.of(SPEAKER, Clip.CORPUS, LANGUAGE, "sex", "intensity", "statement");
    static final long BOOTSTRAP_SEED = 1;

    static ClipGroups of(Corpus corpus) {
        Map<String, Map<String, String>> clips = new LinkedHashMap<>();
        for (Clip clip : corpus.clips()) {
            Map<String, String> fields = new LinkedHashMap<>();
            GROUPINGS.stream().filter(clip.fields()::containsKey)
                    .forEach(field -> fields.put(field, clip.fields().get(field)));
            if (!clip.speaker().isEmpty()) {
                fields.put(SPEAKER, clip.speaker());
            }
            clips.put(clip.id(), fields);
        }
        return new ClipGroups(clips, corpus.labels().size());
    }

    /** What tells all clips apart. */
    private List<String> groupings() {
        return GROUPINGS.stream().filter(grouping -> clips.values().stream().allMatch(fields -> fields.containsKey(grouping)))
                .filter(grouping -> !grouping.equals(LANGUAGE)
                        || clips.values().stream().map(fields -> fields.get(grouping)).distinct().count() > 1).toList();
    }

    private Function<Answer, String> group(String grouping) {
        return answer -> clips.get(answer.clip()).get(grouping);
    }

    /** The score of all answers together, its interval clustered by speaker. */
    GroupScore overall(List<Answer> answers) {
        return GroupScore.of("all", answers, answer -> "all", Answer::cluster, labels, BOOTSTRAP_SEED).get(0);
    }

    /** Scores by group. Intervals are clustered by speaker; those of a single speaker by clip. */
    List<GroupScore> scores(List<Answer> answers) {
        List<GroupScore> scores = new ArrayList<>();
        groupings().forEach(grouping -> scores.addAll(GroupScore.of(grouping, answers, group(grouping),
                grouping.equals(SPEAKER) ? Answer::clip : Answer::cluster, labels, BOOTSTRAP_SEED)));
        return scores;
    }

    /** Differences between groups, their intervals clustered by speaker. */
    List<GroupDifference> differences(List<Answer> answers) {
        return groupings().stream().filter(grouping -> !grouping.equals(SPEAKER)).flatMap(grouping -> GroupDifference.of(grouping, answers,
                group(grouping), Answer::cluster, labels, BOOTSTRAP_SEED).stream()).toList();
    }
}
