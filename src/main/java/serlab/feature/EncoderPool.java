package serlab.feature;

import java.util.ArrayList;
import java.util.List;
import serlab.InvalidInputException;
import serlab.Settings;

/** What becomes of the positions of a clip. */
public enum EncoderPool {
    /** Mean, then standard deviation (population) over time: one column. */
    MEAN_DEVIATION,
    /** Mean over time: one column. */
    MEAN,
    /** Standard deviation (population) over time: one column. */
    DEVIATION,
    /** All positions as columns, 50 per second. */
    FRAMES;

    private static final FixedLength FOUR_SECONDS = new FixedLength(200, Align.START, Padding.ZERO);

    /** Numbers per band of the layers. */
    int statistics() {
        return this == MEAN_DEVIATION ? 2 : 1;
    }

    boolean mean() {
        return this == MEAN_DEVIATION || this == MEAN;
    }

    boolean deviation() {
        return this == MEAN_DEVIATION || this == DEVIATION;
    }

    /** What names of values end with, statistic by statistic. */
    List<String> suffixes() {
        List<String> suffixes = new ArrayList<>();
        if (mean()) {
            suffixes.add("_mean");
        }
        if (deviation()) {
            suffixes.add("_std");
        }
        return this == FRAMES ? List.of("") : suffixes;
    }

    /** Refuses settings of frames where there are none. */
    void requireNoFrames(FixedLength length) {
        if (this != FRAMES && !length.equals(FOUR_SECONDS)) {
            throw new InvalidInputException("pool is '" + Settings.word(this) + "', which leaves one column; expected frames where "
                    + "frames, align or padding are set");
        }
    }
}
