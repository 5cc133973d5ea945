package serlab.experiment.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import serlab.Percent;
import serlab.evaluation.Answer;
import serlab.evaluation.MarkdownTable;
import serlab.experiment.SpeakerAdjustment;
import serlab.experiment.TrainingResult;

/** What removing a speaker's bias is worth where only a part of the speaker's recordings is at hand, or of the emotions. */
final class PartsOfSpeakers {
    private static final List<Integer> RECORDINGS = List.of(32, 16, 8, 4, 2);
    private static final List<Integer> EMOTIONS = List.of(7, 6, 4, 2, 1);
    private static final int DRAWS = 20;
    private static final long SEED = 1;

    private final List<List<Answer>> speakers = new ArrayList<>();
    private final MarkdownTable rows = new MarkdownTable("of each speaker", "each clip alone", "without the bias",
            "difference");

    private PartsOfSpeakers(Row row) {
        for (TrainingResult training : row.variant().trainings()) {
            speakers.addAll(SpeakerAdjustment.bySpeaker(training.answers()).values());
        }
    }

    /** A table in Markdown of accuracies, each over all speakers, folds and seeds, and {@value #DRAWS} draws. */
    static MarkdownTable of(Row row) {
        PartsOfSpeakers parts = new PartsOfSpeakers(row);
        int least = parts.speakers.stream().mapToInt(List::size).min().orElse(0);
        int emotions = row.comparison().labels().size();
        parts.add("all recordings", (clips, random) -> clips);
        RECORDINGS.stream().filter(count -> count < least).forEach(count ->
                parts.add(count + " recordings", (clips, random) -> drawn(clips, count, random)));
        EMOTIONS.stream().filter(count -> count < emotions).forEach(count ->
                parts.add("all recordings of " + count + (count == 1 ? " emotion" : " emotions"), (clips, random) ->
                        ofEmotions(clips, count, random)));
        return parts.rows;
    }

    private void add(String name, BiFunction<List<Answer>, Random, List<Answer>> part) {
        Random random = new Random(SEED);
        double alone = 0;
        double without = 0;
        for (List<Answer> speaker : speakers) {
            for (int draw = 0; draw < DRAWS; draw++) {
                List<Answer> clips = part.apply(speaker, random);
                alone += Answer.accuracy(clips);
                without += Answer.accuracy(SpeakerAdjustment.WITHOUT_BIAS.ofSpeaker(clips));
            }
        }
        double all = speakers.size() * DRAWS;
        rows.add(name, Percent.number(alone / all), Percent.number(without / all),
                String.format(Locale.ROOT, "%+.1f", 100 * (without - alone) / all));
    }

    private static <T> List<T> drawn(List<T> from, int count, Random random) {
        List<T> all = new ArrayList<>(from);
        Collections.shuffle(all, random);
        return all.subList(0, count);
    }

    private static List<Answer> ofEmotions(List<Answer> clips, int count, Random random) {
        Map<Integer, List<Answer>> byTruth = clips.stream()
                .collect(Collectors.groupingBy(Answer::truth, TreeMap::new, Collectors.toList()));
        Set<Integer> chosen = Set.copyOf(drawn(List.copyOf(byTruth.keySet()), Math.min(count, byTruth.size()), random));
        return clips.stream().filter(clip -> chosen.contains(clip.truth())).toList();
    }
}
