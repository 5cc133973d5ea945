package serlab.predict.live;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import serlab.audio.file.LongRecording;

/**
 * Recording that is played as if it were said now.
 *
 * @param recording what is played
 * @param paced     whether it comes as fast as it was said, in blocks of {@value #BLOCK_MILLIS} ms; else as fast as it can
 *                  be read
 */
public record PlayedRecording(LongRecording recording, boolean paced) implements LiveSource {
    private static final int BLOCK_MILLIS = 20;

    /** Ends a decoder that hands over block after block. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Enough() {
            super(null, null, false, false);
        }
    }

    @Override
    public Flow open(OptionalInt rate) {
        int[] found = new int[1];
        until(() -> recording.hear((block, sampleRate) -> {
            found[0] = sampleRate;
            throw new Enough();
        }));
        return new Playing(found[0]);
    }

    @Override
    public boolean mayBeLost() {
        return false;
    }

    private static boolean until(Runnable hearing) {
        try {
            hearing.run();
            return true;
        } catch (Enough e) {
            return false;
        }
    }

    /** The recording on its way. */
    private final class Playing implements Flow {
        private final int sampleRate;
        private volatile boolean closed;
        private long played;

        private Playing(int sampleRate) {
            this.sampleRate = sampleRate;
        }

        @Override
        public int sampleRate() {
            return sampleRate;
        }

        @Override
        public boolean listen(Predicate<float[]> listener) {
            long begun = System.nanoTime();
            int size = sampleRate * BLOCK_MILLIS / 1000;
            return until(() -> recording.hear((block, rate) -> {
                for (int from = 0; from < block.length; from += size) {
                    float[] piece = Arrays.copyOfRange(block, from, Math.min(block.length, from + size));
                    played += piece.length;
                    if (paced) {
                        await(begun + TimeUnit.SECONDS.toNanos(played) / sampleRate);
                    }
                    if (closed || !listener.test(piece)) {
                        throw new Enough();
                    }
                }
            }));
        }

        /** Until the last of a block has been said. */
        private void await(long due) {
            for (long left = due - System.nanoTime(); left > 0 && !closed; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
