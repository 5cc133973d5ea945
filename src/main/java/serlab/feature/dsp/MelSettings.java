package serlab.feature.dsp;

import serlab.InvalidInputException;
import serlab.part.Declaration;
import serlab.part.Given;
import serlab.part.Option;

/** How a recording becomes a mel power spectrogram. */
public record MelSettings(
        @Option(like = FrameSettings.class) int sampleRate,
        @Option(like = FrameSettings.class, likeKey = "frameLength", meaning = "length of window and Fourier transform")
        int fftSize,
        @Option(like = FrameSettings.class) int hopLength,
        @Option(value = "128", min = 1, max = 32_768, meaning = "mel bands, at most half of fftSize") int bands,
        @Option(value = "0", min = 0, unit = "Hz", meaning = "lower edge of the lowest band") double fMinHz,
        @Option(value = "half of sampleRate", computed = "half", above = 0, unit = "Hz",
                meaning = "upper edge of the highest band")
        double fMaxHz,
        @Option(like = FrameSettings.class) double trimDb) {
    /** Seconds of silence that trimming leaves at each end. */
    public static final double TRIM_MARGIN_SECONDS = 0.1;

    public MelSettings {
        Declaration.check(MelSettings.class, sampleRate, fftSize, hopLength, bands, fMinHz, fMaxHz, trimDb);
        new FrameSettings(sampleRate, fftSize, hopLength, trimDb);
        within("bands", bands, 1, fftSize / 2);
        if (!(fMinHz < fMaxHz && fMaxHz <= sampleRate / 2.0)) {
            throw new InvalidInputException("fMinHz " + fMinHz + " and fMaxHz " + fMaxHz
                    + ": expected 0 <= fMinHz < fMaxHz <= " + sampleRate / 2.0 + " (half of sampleRate " + sampleRate + ")");
        }
        MelFilterBank.of(sampleRate, fftSize, bands, fMinHz, fMaxHz);
    }

    private static Object half(Given before) {
        return before.number("sampleRate") / 2;
    }

    /** How the recording is cut into frames. */
    public FrameSettings frame() {
        return new FrameSettings(sampleRate, fftSize, hopLength, trimDb);
    }

    /** The filters that sum a power spectrum into the bands. */
    MelFilterBank filters() {
        return MelFilterBank.of(sampleRate, fftSize, bands, fMinHz, fMaxHz);
    }

    public static void within(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new InvalidInputException(name + " " + plain(value) + ": expected " + plain(low) + " to " + plain(high));
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
