package serlab.feature.dsp;

import java.util.Map;
import serlab.InvalidInputException;
import serlab.Settings;

/**
 * How a recording is cut into frames.
 *
 * @param sampleRate  sampling rate the recording is brought to, in Hz, 1000 to 192000
 * @param frameLength samples of a frame, and of window and Fourier transform where there is one, even, 16 to 65536
 * @param hopLength   samples from one frame to the next, 1 to {@code frameLength}
 * @param trimDb      silent ends more than this below the loudest frame are cut first, keeping
 *                    {@value MelSettings#TRIM_MARGIN_SECONDS} s of them; 0 leaves the recording whole; at most 200
 */
public record FrameSettings(int sampleRate, int frameLength, int hopLength, double trimDb) {
    /** The name of {@link #frameLength} where the frames are Fourier transformed. */
    public static final String FFT_SIZE = "fftSize";
    /** Its name elsewhere. */
    public static final String FRAME_LENGTH = "frameLength";

    public FrameSettings {
        MelSettings.within("sampleRate", sampleRate, 1000, 192_000);
        MelSettings.within("frame of", frameLength, 16, 65_536);
        if (frameLength % 2 != 0) {
            throw new InvalidInputException("frame of " + frameLength + " samples: expected an even number, for example "
                    + (frameLength + 1));
        }
        if (hopLength < 1 || hopLength > frameLength) {
            throw new InvalidInputException("hopLength " + hopLength + ": expected 1 to " + frameLength
                    + " (samples of a frame)");
        }
        if (!(trimDb >= 0 && trimDb <= 200)) {
            throw new InvalidInputException("trimDb " + trimDb + ": expected 0 (no trimming) to 200");
        }
    }

    /** librosa's defaults: 22050 Hz, 2048, 512, no trimming. */
    public static FrameSettings defaults() {
        return new FrameSettings(22050, 2048, 512, 0);
    }

    /** Reads the settings; {@code lengthKey} is the name under which the extractor takes the samples of a frame. */
    public static FrameSettings read(Settings settings, String lengthKey) {
        int rate = settings.integer("sampleRate", 22050, 1000, 192_000);
        int length = settings.integer(lengthKey, 2048, 16, 65_536);
        return new FrameSettings(rate, length, settings.integer("hopLength", 512, 1, 65_536),
                settings.number("trimDb", 0, 0, 200));
    }

    /** Adds the settings under their names in experiment files. */
    public void write(Map<String, Object> settings, String lengthKey) {
        settings.put("sampleRate", sampleRate);
        settings.put(lengthKey, frameLength);
        settings.put("hopLength", hopLength);
        settings.put("trimDb", trimDb);
    }

    /** Which moments the frames stand for. */
    public FrameGrid grid() {
        return new FrameGrid(sampleRate, hopLength, trimDb);
    }

    /**
     * Copies the samples of a frame: frame t is centered on sample t hops, with zeros beyond the ends of the recording.
     *
     * @param signal the whole recording
     * @param index  number of the frame
     * @param into   {@link #frameLength()} samples
     */
    public void cut(float[] signal, int index, float[] into) {
        int start = (int) ((long) index * hopLength - frameLength / 2);
        for (int i = 0; i < into.length; i++) {
            int at = start + i;
            into[i] = at >= 0 && at < signal.length ? signal[at] : 0;
        }
    }

    /** Frames of a recording of this many samples at {@link #sampleRate()}: centered frames, one per hop and one. */
    public int framesOf(int samples) {
        return 1 + samples / hopLength;
    }

    /** Frequency of bin k of the Fourier transform, in Hz. */
    public double binHz(int bin) {
        return bin * (double) sampleRate / frameLength;
    }

    /** Bins of the Fourier transform: half its length and one. */
    public int bins() {
        return frameLength / 2 + 1;
    }
}
