package serlab.feature;

import java.util.Locale;
import serlab.InvalidInputException;
import serlab.audio.Waveform;

/** Refuses recordings from which no feature would mean anything. */
public final class ClipCheck {
    /** Shortest usable recording, in seconds. */
    public static final double MIN_SECONDS = 0.05;

    private ClipCheck() {
    }

    /**
     * Returns the recording if it can be used.
     *
     * @param location what messages call the recording
     * @throws InvalidInputException if it is shorter than {@value #MIN_SECONDS} s, wholly silent, or has a sample that is
     *                               not a finite number
     */
    public static Waveform usable(Waveform waveform, String location) {
        if (waveform.durationSeconds() < MIN_SECONDS) {
            throw new InvalidInputException(String.format(Locale.ROOT,
                    "%s is %.0f ms long; at least %.0f ms are needed: leave it out or record it again", location,
                    waveform.durationSeconds() * 1000, MIN_SECONDS * 1000));
        }
        boolean silent = true;
        float[] samples = waveform.samples();
        for (int i = 0; i < samples.length; i++) {
            if (!Float.isFinite(samples[i])) {
                throw new InvalidInputException(location + ": sample " + i + " is " + samples[i]
                        + "; expected a finite number: export the recording again");
            }
            silent &= samples[i] == 0;
        }
        if (silent) {
            throw new InvalidInputException(location + " is silent: every sample is 0; leave it out or record it again");
        }
        return waveform;
    }
}
