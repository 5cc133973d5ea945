package serlab.audio.file;

import java.util.Locale;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.audio.SampleBuilder;
import serlab.audio.Waveform;
import serlab.audio.ffmpeg.SoundBlocks;
import serlab.audio.ffmpeg.TrackException;

/**
 * Reader of the sound track of what FFmpeg decodes. What encoders put in front is dropped as files state it; the end is cut
 * to the length that MP4 and WAV files state, as browsers do, since decoders leave up to a packet of padding there. What is
 * whole of a damaged file is read.
 */
final class ForeignDecoder {
    /** More than this beyond the stated length is no padding: the statement is wrong. */
    private static final double MOST_PADDING_SECONDS = 0.5;
    /** Stated lengths of streams are no more exact than that. */
    private static final double SLACK_SECONDS = 0.1;
    private static final double MOST_STATED_SECONDS = 24 * 3600;

    private final byte[] bytes;
    private final String title;
    private final String demuxer;
    private final String location;

    /**
     * @param title   the container's name in words
     * @param demuxer FFmpeg's name of what reads it
     */
    ForeignDecoder(byte[] bytes, String title, String demuxer, String location) {
        this.bytes = bytes;
        this.title = title;
        this.demuxer = demuxer;
        this.location = location;
    }

    /** @throws InvalidInputException if it holds no sound that is read, or more than the limits allow */
    Waveform decode(AudioLimits limits, SoundBlocks.Opener opener) {
        try (SoundBlocks blocks = opener.open(bytes, demuxer)) {
            SampleBuilder sound = new SampleBuilder(1 << 14);
            for (float[] block = blocks.next(); block != null; block = blocks.next()) {
                limits.check((long) sound.size() + block.length, blocks.sampleRate(), location);
                sound.add(block);
            }
            if (sound.size() == 0) {
                throw new TrackException("holds no sound that can be decoded; record or export it again");
            }
            return waveform(sound, blocks.sampleRate(), blocks.summary());
        } catch (TrackException e) {
            throw new InvalidInputException(location + ": " + title + " file " + e.getMessage(), e);
        }
    }

    private Waveform waveform(SampleBuilder sound, int rate, SoundBlocks.Summary summary) {
        long stated = summary.stated() > MOST_STATED_SECONDS * rate ? -1 : summary.stated();
        long surplus = sound.size() - stated;
        boolean padded = stated > 0 && surplus > 0 && surplus <= MOST_PADDING_SECONDS * rate
                && (demuxer.equals("mov") || demuxer.equals("wav"));
        int length = padded ? (int) stated : sound.size();
        return new Waveform(sound.slice(0, length), rate, damage(stated, length, rate, summary));
    }

    private String damage(long stated, int read, int rate, SoundBlocks.Summary summary) {
        boolean missing = stated - read > SLACK_SECONDS * rate;
        boolean cut = summary.broken() || demuxer.equals("ogg") && FileEnds.endsWithinPage(bytes);
        if (summary.damaged() > 0 && !cut) {
            return summary.damaged() + " of " + Counted.of(summary.packets(), "packet") + (summary.damaged() == 1 ? " is damaged and was left out"
                    : " are damaged and were left out")
                    + (missing ? String.format(Locale.ROOT, ", %.2f s of %.2f s", (stated - read) / (double) rate,
                    stated / (double) rate) : "");
        }
        if (missing) {
            return LostEnd.missing(stated - read, read, rate);
        }
        return cut ? String.format(Locale.ROOT, "the file is cut off or damaged after %.2f s", read / (double) rate) : "";
    }
}
