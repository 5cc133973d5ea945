package serlab.predict;

import java.util.List;
import java.util.Locale;
import serlab.audio.Silence;
import serlab.audio.Waveform;

/** What is said of recordings in which there is hardly anything to hear. */
public final class ShortSound {
    /** Less sound than that is noted, in seconds; a word of two syllables takes about as long. */
    public static final double LEAST_SECONDS = 0.5;

    private ShortSound() {
    }

    /** A note if so many seconds of sound are less than {@value #LEAST_SECONDS} s, none otherwise. */
    public static List<String> notes(double seconds) {
        return seconds >= LEAST_SECONDS ? List.of() : List.of(String.format(Locale.ROOT,
                "only %.2f s of sound: too short to tell an emotion; expected at least %.1f s", seconds, LEAST_SECONDS));
    }

    /** As {@link #notes(double)}, of what is not {@linkplain Silence silence} in a recording with something in it. */
    static List<String> notes(Waveform waveform) {
        return Silence.throughout(waveform.samples()) ? List.of() : notes(waveform.durationSeconds()
                - Silence.stretches(waveform, 0).stream().mapToDouble(part -> part.endSeconds() - part.startSeconds()).sum());
    }
}
