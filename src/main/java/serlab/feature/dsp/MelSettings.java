package serlab.feature.dsp;

import java.util.Map;
import serlab.InvalidInputException;
import serlab.Settings;

/**
 * How a recording becomes a mel power spectrogram.
 *
 * @param sampleRate sampling rate the recording is brought to, in Hz, 1000 to 192000
 * @param fftSize    length of window and Fourier transform, in samples, even, 16 to 65536
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
        new FrameSettings(sampleRate, fftSize, hopLength, trimDb);
        within("bands", bands, 1, fftSize / 2);
        if (!(fMinHz >= 0 && fMinHz < fMaxHz && fMaxHz <= sampleRate / 2.0)) {
            throw new InvalidInputException("fMinHz " + fMinHz + " and fMaxHz " + fMaxHz
                    + ": expected 0 <= fMinHz < fMaxHz <= " + sampleRate / 2.0 + " (half of sampleRate " + sampleRate + ")");
        }
        MelFilterBank.of(sampleRate, fftSize, bands, fMinHz, fMaxHz);
    }

    /** librosa's defaults: 22050 Hz, 2048, 512, 128 bands from 0 Hz to half the sampling rate, no trimming. */
    public static MelSettings defaults() {
        return new MelSettings(22050, 2048, 512, 128, 0, 11025, 0);
    }

    /** Reads the settings; {@code bandsKey} is the name under which the extractor takes the number of mel bands. */
    public static MelSettings read(Settings settings, String bandsKey) {
        FrameSettings frame = FrameSettings.read(settings, FrameSettings.FFT_SIZE);
        double half = frame.sampleRate() / 2.0;
        return new MelSettings(frame.sampleRate(), frame.frameLength(), frame.hopLength(),
                settings.integer(bandsKey, 128, 1, frame.frameLength() / 2), settings.number("fMinHz", 0, 0, half),
                settings.number("fMaxHz", half, 0, half), frame.trimDb());
    }

    /** How the recording is cut into frames. */
    public FrameSettings frame() {
        return new FrameSettings(sampleRate, fftSize, hopLength, trimDb);
    }

    /** The filters that sum a power spectrum into the bands. */
    MelFilterBank filters() {
        return MelFilterBank.of(sampleRate, fftSize, bands, fMinHz, fMaxHz);
    }

    /** Adds the settings under their names in experiment files. */
    public void write(Map<String, Object> settings, String bandsKey) {
        settings.put("sampleRate", sampleRate);
        settings.put("fftSize", fftSize);
        settings.put("hopLength", hopLength);
        settings.put(bandsKey, bands);
        settings.put("fMinHz", fMinHz);
        settings.put("fMaxHz", fMaxHz);
        settings.put("trimDb", trimDb);
    }

    /** Frames of a recording of this many samples at {@link #sampleRate()}: centered frames, one per hop and one. */
    public int framesOf(int samples) {
        return 1 + samples / hopLength;
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
