package serlab.feature;

import java.util.Locale;
import java.util.function.Supplier;
import serlab.InvalidInputException;
import serlab.audio.Silence;
import serlab.audio.Waveform;
import serlab.feature.encoder.EncoderUnavailableException;

/** Refusal of recordings from which no feature would mean anything. */
public final class ClipCheck {
    /** Shortest usable recording, in seconds. */
    public static final double MIN_SECONDS = 0.05;

    private ClipCheck() {
    }

    /**
     * Returns the recording if it can be used.
     *
     * @param location what messages call the recording
     * @throws InvalidInputException if it is shorter than {@value #MIN_SECONDS} s, {@linkplain Silence#throughout silent throughout},
     *                               or has a sample that is
     *                               not a finite number
     */
    public static Waveform usable(Waveform waveform, String location) {
        if (Silence.throughout(whole(waveform, location).samples())) {
            throw new InvalidInputException(location + " is silent: nothing in it is louder than -80 dB of full scale; leave it "
                    + "out or record it again");
        }
        return waveform;
    }

    /**
     * As {@link #usable}, and silent ones too.
     *
     * @throws InvalidInputException if it is shorter than {@value #MIN_SECONDS} s, or has a sample that is not a finite
     *                               number
     */
    public static Waveform whole(Waveform waveform, String location) {
        requireLength(waveform.durationSeconds(), location);
        int at = waveform.firstNotFinite();
        if (at >= 0) {
            throw new InvalidInputException(location + ": sample " + at + " is " + waveform.samples()[at]
                    + "; expected a finite number: export the recording again");
        }
        return waveform;
    }

    /** @throws InvalidInputException if so much is shorter than {@value #MIN_SECONDS} s */
    public static void requireLength(double seconds, String location) {
        if (seconds < MIN_SECONDS) {
            throw new InvalidInputException(String.format(Locale.ROOT,
                    "%s is %.0f ms long; at least %.0f ms are needed: leave it out or record it again", location,
                    seconds * 1000, MIN_SECONDS * 1000));
        }
    }

    /**
     * What is computed of a recording.
     *
     * @throws InvalidInputException naming the recording, if there is too little of it; without its name, if an encoder is missing
     */
    public static <T> T naming(String location, Supplier<T> computed) {
        try {
            return computed.get();
        } catch (EncoderUnavailableException e) {
            throw e;
        } catch (InvalidInputException e) {
            throw e.getMessage().startsWith(location) ? e : new InvalidInputException(location + ": " + e.getMessage(), e);
        }
    }
}
