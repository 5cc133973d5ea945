package serlab.feature.dsp;

import serlab.InvalidInputException;
import serlab.part.Declaration;
import serlab.part.Option;

/** How a recording is cut into frames. */
public record FrameSettings(
        @Option(value = "22050", min = 1000, max = 192_000, unit = "Hz",
                meaning = "sampling rate that recordings are brought to")
        int sampleRate,
        @Option(value = "2048", min = 16, max = 65_536, parity = Option.Parity.EVEN, unit = "samples",
                meaning = "length of a frame, and of window and Fourier transform where there is one") int frameLength,
        @Option(value = "512", min = 1, max = 65_536, unit = "samples",
                meaning = "from one frame to the next, at most a frame")
        int hopLength,
        @Option(value = "0", min = 0, max = 200, unit = "dB",
                meaning = "silent ends more than this below the loudest frame are cut "
                + "first, but for 0.1 s; 0 leaves the recording whole") double trimDb) {
    public FrameSettings {
        Declaration.check(FrameSettings.class, sampleRate, frameLength, hopLength, trimDb);
        if (hopLength > frameLength) {
            throw new InvalidInputException("hopLength " + hopLength + ": expected 1 to " + frameLength
                    + " (samples of a frame)");
        }
    }

    /** librosa's defaults: 22050 Hz, 2048, 512, no trimming. */
    public static FrameSettings defaults() {
        return Declaration.of(FrameSettings.class).standard();
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
