package serlab.experiment.cross;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import serlab.Percent;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.ClusteredUar;
import serlab.evaluation.Interval;
import serlab.evaluation.TestScores;

/**
 * One cell of a matrix: what networks that were trained on one corpus say of another, or of the unseen speakers of the same.
 *
 * @param train      the corpus that was trained and validated on
 * @param test       the corpus that was tested
 * @param scores     the answers to its test clips, by fold and seed
 * @param trainClips clips that trained and validated; of several folds the mean, rounded
 * @param leftOut    clips of the training corpus that were not trained on since a test corpus has their recording too
 */
public record CrossCell(String train, String test, TestScores scores, int trainClips, int leftOut) {
    /** Whether it is on the diagonal: tested by speaker within one corpus. */
    public boolean within() {
        return train.equals(test);
    }

    /** Mean over folds, each the mean of its seeds. */
    public double uar() {
        return scores.summary(ClassificationReport::uar).mean();
    }

    public double accuracy() {
        return scores.summary(ClassificationReport::accuracy).mean();
    }

    public double macroF1() {
        return scores.summary(report -> report.macro().f1()).mean();
    }

    /** 95 % interval of the UAR over test speakers and seeds; over clips where speakers are unknown; empty for one speaker. */
    public Optional<Interval> interval() {
        return scores.clustered().map(ClusteredUar::interval);
    }

    /** Test clips, each counted once. */
    public long testClips() {
        return scores.trainings().stream().flatMap(training -> training.answers().stream()).map(answer -> answer.clip()).distinct()
                .count();
    }

    /** Test speakers; 0 where some are unknown. */
    public long speakers() {
        boolean unknown = scores.trainings().stream().flatMap(training -> training.answers().stream())
                .anyMatch(answer -> answer.speaker().isEmpty());
        return unknown ? 0 : scores.trainings().stream().flatMap(training -> training.answers().stream())
                .map(answer -> answer.speaker()).distinct().count();
    }

    /** {@code 42.0 [36.1, 47.9]}, in percent. */
    public String words() {
        return Percent.number(uar()) + " " + intervalWords();
    }

    /** The interval in percent, or why there is none. */
    public String intervalWords() {
        return interval().map(Interval::percent).orElse("one speaker");
    }

    /** By the names they are tracked under. */
    public Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("test/uar", uar());
        metrics.put("test/accuracy", accuracy());
        metrics.put("test/macro_f1", macroF1());
        interval().ifPresent(ends -> {
            metrics.put("test/uar_low", ends.lower());
            metrics.put("test/uar_high", ends.upper());
        });
        return metrics;
    }
}
