package serlab.evaluation;

/**
 * A stretch of a recording with a label: who speaks, or with what emotion.
 *
 * @param startSeconds where it begins, finite, from the recording's beginning
 * @param endSeconds   where it ends, after its beginning
 * @param label        a speaker or an emotion
 */
public record LabeledSpan(double startSeconds, double endSeconds, String label) {
    public LabeledSpan {
        if (!(Double.isFinite(startSeconds) && Double.isFinite(endSeconds) && startSeconds < endSeconds)) {
            throw new IllegalArgumentException("span from " + startSeconds + " s to " + endSeconds
                    + " s; expected finite times, the end after the beginning");
        }
    }
}
