package serlab.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import serlab.evaluation.Answer;
import serlab.evaluation.ClusteredUar;
import serlab.evaluation.TestScores;
import serlab.model.SpeakerAdaptation;

/**
 * The answers to a speaker's recordings that a profile is made of.
 *
 * @param said  {@code float[recordings][classes]}, at least one
 * @param truth class of each recording, -1 where it has no label; labels of a single class tell it from no other and are dropped
 */
public record Enrollment(float[][] said, int[] truth) {
    private static final int PARTS = 5;
    private static final int LEAST_LABELED = 8;

    public Enrollment {
        truth = IntStream.of(truth).filter(own -> own >= 0).distinct().count() > 1 ? truth.clone()
                : IntStream.of(truth).map(own -> -1).toArray();
    }

    /** How many have a label. */
    public int labeled() {
        return (int) IntStream.of(truth).filter(own -> own >= 0).count();
    }

    /** Learned of the labeled recordings, if there are any, or else of all. */
    public SpeakerAdaptation adaptation() {
        int[] known = IntStream.range(0, truth.length).filter(i -> truth[i] >= 0).toArray();
        return known.length == 0 ? SpeakerAdaptation.unlabeled(said) : learned(known);
    }

    private SpeakerAdaptation learned(int[] of) {
        return SpeakerAdaptation.labeled(IntStream.of(of).mapToObj(i -> said[i]).toArray(float[][]::new),
                IntStream.of(of).map(i -> truth[i]).toArray());
    }

    /**
     * UAR of labeled recordings by a fifth at a time, each held out from the adaptation that answers it.
     *
     * @param before     UAR without an adaptation
     * @param after      UAR with it
     * @param difference with an interval over recordings; empty where it cannot be told
     */
    public record Worth(double before, double after, Optional<ClusteredUar> difference) {
    }

    /** Empty with fewer than eight labeled recordings. */
    public Optional<Worth> worth(List<String> labels) {
        int[] known = IntStream.range(0, truth.length).filter(i -> truth[i] >= 0).toArray();
        if (known.length < LEAST_LABELED) {
            return Optional.empty();
        }
        List<Answer> before = new ArrayList<>();
        List<Answer> after = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            int out = part;
            int[] others = IntStream.range(0, known.length).filter(i -> i % PARTS != out).map(i -> known[i]).toArray();
            SpeakerAdaptation adaptation = learned(others);
            for (int i = part; i < known.length; i += PARTS) {
                int own = known[i];
                before.add(new Answer(String.valueOf(own), "", truth[own], said[own]));
                after.add(new Answer(String.valueOf(own), "", truth[own], adaptation.apply(said[own])));
            }
        }
        TestScores without = scores(labels, before);
        TestScores with = scores(labels, after);
        return Optional.of(new Worth(without.report(without.trainings().get(0)).uar(), with.report(with.trainings().get(0)).uar(),
                TestScores.difference(with, without)));
    }

    private static TestScores scores(List<String> labels, List<Answer> answers) {
        return new TestScores(labels, List.of(new TestScores.Training(0, "1", answers)));
    }
}
