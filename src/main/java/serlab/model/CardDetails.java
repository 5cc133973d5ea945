package serlab.model;

import java.util.List;

/**
 * What a test says beyond a single score: for whom a model was better and worse, how well it knew how sure it may be, and what its
 * promise for new speakers came to.
 *
 * @param license      of the corpus; empty if unknown
 * @param interval     95 % interval of the UAR over test speakers, lower and upper end; empty if unknown
 * @param groups       scores by class, sex, speaker and whatever else the corpus tells of every clip
 * @param differences  between groups of few
 * @param calibration  expected calibration error of its probabilities over 15 bins, in [0, 1]; negative if unknown
 * @param promises     what coverage came to; none where nothing can be promised
 * @param crossed      in how many parts of the clips it was tested, each answered by a model that had learned of the others; 1 where
 *                     it is this very model that was tested
 * @param curve        scores of models that had learned of fewer clips, by their number; none where that was not tried
 * @param outlook      what more clips would bring, a sentence; empty without a curve
 */
public record CardDetails(String license, List<Double> interval, List<Group> groups, List<Difference> differences,
                          double calibration, List<Kept> promises, int crossed, List<Step> curve,
                          String outlook) {
    /** Of a model that was tested before there were details. */
    public static final CardDetails NONE = new CardDetails("", List.of(), List.of(), List.of(), -1, List.of(), 1, List.of(), "");
    /** Grouping of the clips of each class, whose UAR is the recall of the class. */
    public static final String BY_CLASS = "class";

    public CardDetails {
        interval = List.copyOf(interval);
        groups = List.copyOf(groups);
        differences = List.copyOf(differences);
        promises = List.copyOf(promises);
        curve = curve == null ? List.of() : List.copyOf(curve);
        outlook = outlook == null ? "" : outlook;
        if (!interval.isEmpty() && interval.size() != 2) {
            throw new IllegalArgumentException("interval of " + interval.size() + " ends; expected two, or none");
        }
    }

    /**
     * The clips of one group.
     *
     * @param by       what the groups are by
     * @param clips    answers given
     * @param uar      over the classes that occur in it
     * @param interval of the UAR, 95 %; empty if unknown
     */
    public record Group(String by, String group, int clips, double uar, List<Double> interval) {
        public Group {
            interval = List.copyOf(interval);
        }
    }

    /**
     * UAR of one group less that of another.
     *
     * @param by         what the groups are by
     * @param difference in [-1, 1]
     * @param interval   of the difference, 95 %; empty if unknown
     */
    public record Difference(String by, String first, String second, double difference, List<Double> interval) {
        public Difference {
            interval = List.copyOf(interval);
        }

        /** Whether the interval leaves no difference out. */
        boolean clear() {
            return !interval.isEmpty() && (interval.get(0) > 0 || interval.get(1) < 0);
        }
    }

    /**
     * Score of models that had learned of some of the clips.
     *
     * @param clips    of each class, mean
     * @param interval of the UAR, 95 %; empty if unknown
     */
    public record Step(double clips, double uar, List<Double> interval) {
        public Step {
            interval = List.copyOf(interval);
        }
    }

    /** The same with what fewer clips gave. */
    public CardDetails with(List<Step> steps, String sentence) {
        return new CardDetails(license, interval, groups, differences, calibration, promises, crossed, steps, sentence);
    }

    /**
     * What became of a promise on test speakers.
     *
     * @param asked    coverage promised
     * @param covered  share of clips whose class was in the set
     * @param size     classes in a set, mean
     * @param answered share of clips with one class alone in the set
     * @param speakers calibrated on
     */
    public record Kept(double asked, double covered, double size, double answered, int speakers) {
    }
}
