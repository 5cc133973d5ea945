package serlab.feature.dsp;

/**
 * Which moments of a recording the columns of a feature stand for. Features of equal grids line up column by column.
 *
 * @param sampleRate samples per second that recordings are brought to, in Hz
 * @param hopLength  samples from one frame to the next; frame t is centered on sample t * hopLength
 * @param trimDb     silent ends more than this below the loudest frame are cut first; 0 leaves the recording whole
 * @param part       the part of the recording that is looked at
 */
public record FrameGrid(int sampleRate, int hopLength, double trimDb, Part part) {
    /**
     * A part of a recording.
     *
     * @param offsetSeconds   where it begins
     * @param durationSeconds its length, positive; less if the recording ends before
     */
    public record Part(double offsetSeconds, double durationSeconds) {
        /** All of it. */
        public static final Part WHOLE = new Part(0, Double.POSITIVE_INFINITY);
    }

    /** Of whole recordings. */
    public FrameGrid(int sampleRate, int hopLength, double trimDb) {
        this(sampleRate, hopLength, trimDb, Part.WHOLE);
    }
}
