package serlab.audio.file;

import java.util.Locale;
import serlab.InvalidInputException;

/**
 * How much sound a decoder may give out. Checked before memory is taken, and again with every block that a compressed
 * file adds, so that neither a false header nor a file that unfolds without end takes more than this.
 *
 * @param seconds longest recording, in seconds
 * @param samples most samples per channel, whatever the rate
 */
public record AudioLimits(double seconds, long samples) {
    private static final int USUAL_RATE = 48_000;

    public AudioLimits {
        if (!(seconds > 0) || samples < 1) {
            throw new InvalidInputException("audio limits of " + seconds + " s and " + samples
                    + " samples; expected more than nothing");
        }
    }

    /** One hour, and no more than 100 million samples: what fits into the memory of a usual process. */
    public static AudioLimits standard() {
        return new AudioLimits(3600, 100_000_000);
    }

    /** A duration, and no more samples than it has at 48 kHz. */
    public static AudioLimits ofSeconds(double seconds) {
        return new AudioLimits(seconds, (long) Math.ceil(seconds * USUAL_RATE));
    }

    /**
     * Lets a recording of that size pass.
     *
     * @throws InvalidInputException if it is too large, or the thread was asked to stop
     */
    void check(long length, int sampleRate, String location) {
        checkSamples(length, location);
        if (length > seconds * sampleRate) {
            throw new InvalidInputException(String.format(Locale.ROOT, "%s: lasts more than %s; cut it into shorter parts",
                    location, seconds >= 120 ? Math.round(seconds / 60) + " minutes" : Math.round(seconds) + " s"));
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InvalidInputException(location + ": took too long to decode; convert it to 16-bit WAV or FLAC");
        }
    }

    /** As {@link #check}, while the rate is not known yet. */
    void checkSamples(long length, String location) {
        if (length > samples) {
            throw new InvalidInputException(location + ": holds " + length + " samples or more, at most " + samples
                    + " are taken; cut it into shorter parts");
        }
    }
}
