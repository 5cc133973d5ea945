package serlab.experiment;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import serlab.corpus.Corpus;
import serlab.corpus.named.CorpusAccess;
import serlab.evaluation.Answer;
import serlab.evaluation.GroupScore;
import serlab.evaluation.Interval;
import serlab.model.CardDetails;

/** Details of a model card, from what trainings said of their test clips. */
final class CardFacts {
    private static final String RAVDESS = "ravdess";
    private static final String RAVDESS_LICENSE = "CC BY-NC-SA 4.0; cite Livingstone and Russo 2018, The Ryerson Audio-Visual Database of "
            + "Emotional Speech and Song";

    /** Ends of an interval that are nearer are the same number, which sums of different order round differently. */
    private static final double ROUNDING = 0x1p-40;

    private CardFacts() {
    }

    /**
     * What the test of some trainings says.
     *
     * @param trainings at least one, which have tested different clips
     * @param crossed   in how many parts, for a model that is none of theirs; else 1
     */
    static CardDetails of(Corpus corpus, List<TrainingResult> trainings, Optional<Interval> interval, int crossed) {
        List<String> labels = corpus.labels();
        List<Answer> answers = trainings.stream().flatMap(training -> training.answers().stream()).toList();
        ClipGroups groups = ClipGroups.of(corpus);
        List<GroupScore> classes = GroupScore.of(CardDetails.BY_CLASS, answers, answer -> labels.get(answer.truth()), Answer::cluster,
                labels.size(), ClipGroups.BOOTSTRAP_SEED);
        return new CardDetails(license(corpus), ends(interval), Stream.concat(labels.stream().flatMap(label -> classes.stream()
                .filter(score -> score.group().equals(label))), groups.scores(answers).stream()).map(CardFacts::group).toList(),
                groups.differences(answers).stream().map(one -> new CardDetails.Difference(one.grouping(), one.first(), one.second(),
                        one.difference(), ends(one.interval()))).toList(),
                TrainingResult.confidences(trainings, true).reliability().expectedCalibrationError(),
                Promises.of(trainings).map(Promises::usual).stream().toList(), crossed, List.of(), "");
    }

    private static CardDetails.Group group(GroupScore score) {
        return new CardDetails.Group(score.grouping(), score.group(), score.items(), score.uar(), ends(score.interval()));
    }

    private static List<Double> ends(Optional<Interval> interval) {
        return interval.map(ends -> ends.upper() - ends.lower() < ROUNDING ? Collections.nCopies(2, Math.rint(ends.upper() / ROUNDING) * ROUNDING)
                : List.of(ends.lower(), ends.upper())).orElse(List.of());
    }

    /** The license of a corpus by its name, as far as it is known here; of synthetic voices none is needed. */
    private static String license(Corpus corpus) {
        String name = corpus.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        if (corpus.synthetic()) {
            return "none needed";
        }
        return name.startsWith(RAVDESS) ? RAVDESS_LICENSE : CorpusAccess.all().stream().filter(access -> name.startsWith(access.type()
                .replaceAll("[^a-z]", ""))).map(CorpusAccess::license).findFirst().orElse("");
    }
}
