package serlab.audio.isolated;

import java.io.IOException;
import java.time.Duration;
import serlab.audio.ffmpeg.SoundBlocks;
import serlab.audio.ffmpeg.TrackException;

/** The sound of a file as it comes from a helper process. */
final class HelperTrack implements SoundBlocks {
    /** Told whether the helper has finished its answer and may be given the next file. */
    @FunctionalInterface
    interface Leaving {
        void left(boolean whole);
    }

    private final HelperProcess helper;
    private final Duration patience;
    private final Leaving leaving;
    private final long started = System.nanoTime();
    private int sampleRate;
    private Summary summary;
    private boolean whole;
    private boolean closed;

    HelperTrack(HelperProcess helper, Duration patience, Leaving leaving) {
        this.helper = helper;
        this.patience = patience;
        this.leaving = leaving;
    }

    void give(byte[] file, String demuxer) throws TrackException {
        try {
            helper.give(file, demuxer);
        } catch (IOException e) {
            close();
            throw ended(e);
        }
    }

    @Override
    public float[] next() throws TrackException {
        if (whole) {
            return null;
        }
        try {
            byte kind = helper.in().readByte();
            if (kind == Wire.BLOCK) {
                Wire.Block block = Wire.block(helper.in());
                sampleRate = block.sampleRate();
                return block.samples();
            }
            if (kind == Wire.SUMMARY) {
                summary = Wire.summary(helper.in());
                whole = true;
                return null;
            }
            if (kind == Wire.FAULT) {
                TrackException fault = Wire.fault(helper.in());
                whole = true;
                throw fault;
            }
            throw new IOException("a message of kind " + kind);
        } catch (IOException e) {
            throw ended(e);
        }
    }

    private TrackException ended(IOException e) {
        boolean late = System.nanoTime() - started >= patience.toNanos();
        return new TrackException(late ? "took longer than " + patience.toSeconds() + " s to decode; convert it to WAV or FLAC"
                : "is damaged in a way that ended its decoder; record or export it again, or convert it to WAV or FLAC", e);
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public Summary summary() {
        return summary;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            leaving.left(whole);
        }
    }
}
