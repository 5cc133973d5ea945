package serlab.feature.recording;

import java.util.Locale;

/** One thing in which recordings differ apart from what is said. */
public enum Trait {
    CONTAINER(true, "codec"),
    SAMPLE_RATE(true, "sampling rate"),
    CHANNELS(true, "channels"),
    SAMPLE_BITS(true, "bits of a sample"),
    BANDWIDTH(true, "bandwidth"),
    NOISE(false, "noise floor"),
    LEADING_SILENCE(false, "silence before the voice"),
    TRAILING_SILENCE(false, "silence after the voice"),
    DURATION(false, "length"),
    LEVEL(false, "level");

    private final boolean technical;
    private final String words;

    Trait(boolean technical, String words) {
        this.technical = technical;
        this.words = words;
    }

    /** Whether no voice has a part in it: any connection with a class is suspicious. Anger is louder, and sadness longer. */
    public boolean technical() {
        return technical;
    }

    /** What people call it. */
    public String words() {
        return words;
    }

    /** A value with its unit. */
    String shown(double value) {
        return switch (this) {
            case CONTAINER -> RecordingTraits.containerOf(value);
            case SAMPLE_RATE, BANDWIDTH -> String.format(Locale.ROOT, "%.0f Hz", value);
            case CHANNELS, SAMPLE_BITS -> String.format(Locale.ROOT, "%.0f", value);
            case NOISE, LEVEL -> String.format(Locale.ROOT, "%.0f dB", value);
            case LEADING_SILENCE, TRAILING_SILENCE, DURATION -> String.format(Locale.ROOT, "%.2f s", value);
        };
    }
}
