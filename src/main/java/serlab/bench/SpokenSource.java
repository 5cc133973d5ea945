package serlab.bench;

import java.io.InputStream;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import serlab.audio.LiveSound;
import serlab.audio.Waveform;
import serlab.audio.file.WavEncoder;
import serlab.predict.live.LiveSource;

/**
 * Sound that comes as a microphone's does: a stream that gives every sample when it has been said, read by TarsosDSP's
 * dispatcher in blocks of {@value #BLOCK_MILLIS} ms.
 */
public final class SpokenSource implements LiveSource {
    private static final int BLOCK_MILLIS = 20;
    private static final int HEADER = 44;

    private final byte[] wav;
    private final int sampleRate;
    private volatile long begun;

    public SpokenSource(Waveform sound) {
        this.wav = WavEncoder.encode16(sound);
        this.sampleRate = sound.sampleRate();
    }

    /** When a sample had been said, by {@link System#nanoTime}; once somebody listens. */
    public long said(long sample) {
        return begun + TimeUnit.SECONDS.toNanos(sample) / sampleRate;
    }

    @Override
    public boolean mayBeLost() {
        return false;
    }

    @Override
    public Flow open(OptionalInt rate) {
        return new Flow() {
            @Override
            public int sampleRate() {
                return sampleRate;
            }

            @Override
            public boolean listen(Predicate<float[]> listener) {
                begun = System.nanoTime();
                AudioFormat format = new AudioFormat(sampleRate, 16, 1, true, false);
                new LiveSound(new AudioInputStream(new Mouth(), format, (wav.length - HEADER) / 2),
                        sampleRate * BLOCK_MILLIS / 1000)
                        .listen(listener);
                return true;
            }

            @Override
            public void close() {
                // the listener ends it
            }
        };
    }

    /** Bytes that can be read once they have been said. */
    private final class Mouth extends InputStream {
        private int at = HEADER;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int count = Math.min(length, wav.length - at);
            if (count <= 0) {
                return -1;
            }
            long due = said((at + count - HEADER) / 2);
            for (long left = due - System.nanoTime(); left > 0 && !Thread.currentThread().isInterrupted();
                    left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            System.arraycopy(wav, at, bytes, offset, count);
            at += count;
            return count;
        }
    }
}
