package serlab.feature;

import java.util.Map;
import serlab.InvalidInputException;

/**
 * How a recording becomes a mel power spectrogram.
 *
 * @param sampleRate sampling rate the recording is brought to, in Hz, 1000 to 192000
 * @param fftSize    length of window and Fourier transform, in samples, 16 to 65536
 * @param hopLength  samples from one frame to the next, 1 to {@code fftSize}
 * @param bands      mel bands, at least 1
 * @param fMinHz     lower edge of the lowest band
 * @param fMaxHz     upper edge of the highest band, at most half the sampling rate
 * @param trimDb     silent ends more than this below the loudest frame are cut first, keeping {@value #TRIM_MARGIN_SECONDS}
 *                   s of them; 0 leaves the recording whole
 */
public record MelSettings(int sampleRate, int fftSize, int hopLength, int bands, double fMinHz, double fMaxHz,
                          double trimDb) {
    /** Seconds of silence that trimming leaves at each end. */
    public static final double TRIM_MARGIN_SECONDS = 0.1;

    public MelSettings {
        within("sampleRate", sampleRate, 1000, 192_000);
        within("fftSize", fftSize, 16, 65_536);
        within("bands", bands, 1, fftSize / 2);
        if (hopLength < 1 || hopLength > fftSize) {
            throw new InvalidInputException("hopLength " + hopLength + ": expected 1 to " + fftSize + " (fftSize)");
        }
        if (!(fMinHz >= 0 && fMinHz < fMaxHz && fMaxHz <= sampleRate / 2.0)) {
            throw new InvalidInputException("fMinHz " + fMinHz + " and fMaxHz " + fMaxHz
                    + ": expected 0 <= fMinHz < fMaxHz <= " + sampleRate / 2.0 + " (half of sampleRate " + sampleRate + ")");
        }
        if (!(trimDb >= 0 && trimDb <= 200)) {
            throw new InvalidInputException("trimDb " + trimDb + ": expected 0 (no trimming) to 200");
        }
    }

    /** librosa's defaults: 22050 Hz, 2048, 512, 128 bands from 0 Hz to half the sampling rate, no trimming. */
    public static MelSettings defaults() {
        return new MelSettings(22050, 2048, 512, 128, 0, 11025, 0);
    }

    /** Reads the settings; {@code bandsKey} is the name under which the extractor takes the number of mel bands. */
    static MelSettings read(SettingsReader reader, String bandsKey) {
        int sampleRate = reader.wholeNumber("sampleRate");
        double fMaxHz = reader.has("fMaxHz") ? reader.number("fMaxHz") : sampleRate / 2.0;
        return new MelSettings(sampleRate, reader.wholeNumber("fftSize"), reader.wholeNumber("hopLength"),
                reader.wholeNumber(bandsKey), reader.number("fMinHz"), fMaxHz, reader.number("trimDb"));
    }

    /** Adds the settings under their names in experiment files. */
    void write(Map<String, Object> settings, String bandsKey) {
        settings.put("sampleRate", sampleRate);
        settings.put("fftSize", fftSize);
        settings.put("hopLength", hopLength);
        settings.put(bandsKey, bands);
        settings.put("fMinHz", fMinHz);
        settings.put("fMaxHz", fMaxHz);
        settings.put("trimDb", trimDb);
    }

    /** Frames of a recording of this many samples at {@link #sampleRate()}: centred frames, one per hop and one. */
    public int framesOf(int samples) {
        return 1 + samples / hopLength;
    }

    static void within(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new InvalidInputException(name + " " + plain(value) + ": expected " + plain(low) + " to " + plain(high));
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
