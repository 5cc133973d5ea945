package serlab.serve;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import serlab.predict.live.LiveStream;
import serlab.predict.live.LiveUpdate;

/**
 * One visitor's live sound. Every block says which sample it begins with: what was heard already is passed over, so that a
 * block may be sent twice, and what is missing is counted as lost.
 */
final class LiveSession {
    private static final int LONGEST_GAP_SECONDS = 3600;

    private final LiveStream stream;
    private final ReentrantLock hearing = new ReentrantLock();
    private Optional<LiveUpdate> newest = Optional.empty();
    private volatile long used;

    LiveSession(LiveStream stream, long now) {
        this.stream = stream;
        this.used = now;
    }

    int sampleRate() {
        return stream.sampleRate();
    }

    /** When something came last, in the clock's nanoseconds. */
    long used() {
        return used;
    }

    /**
     * Hears a block. Of the answers that are due only the last is computed.
     *
     * @param at    sample of the session that it begins with
     * @param block amplitudes
     * @param now   the clock's nanoseconds
     * @throws RequestException if the block before is still being heard, or too much is missing
     */
    Map<String, Object> hear(long at, float[] block, long now) {
        used = now;
        if (!hearing.tryLock()) {
            throw new RequestException(ErrorCode.BLOCK_IN_PROGRESS, "the block before is still being heard; send one after the other");
        }
        try {
            long heard = stream.samples();
            if (at > heard + (long) LONGEST_GAP_SECONDS * stream.sampleRate()) {
                throw new RequestException(ErrorCode.INVALID_FIELD, "the block begins more than an hour ahead of what was heard; start another "
                        + "live session");
            }
            stream.skip(at - heard);
            int known = (int) Math.max(0, Math.min(block.length, heard - at));
            float[] fresh = Arrays.copyOfRange(block, known, block.length);
            Optional<LiveUpdate> update = stream.acceptLate(fresh);
            newest = update.isPresent() ? update : newest;
            return told(update.isPresent() || fresh.length == 0 ? newest : Optional.empty());
        } finally {
            hearing.unlock();
        }
    }

    private Map<String, Object> told(Optional<LiveUpdate> update) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("heard", stream.samples());
        answer.put("update", update.map(LiveUpdate::fields).orElse(null));
        answer.put("left_out", stream.summary().leftOut());
        answer.put("lost_seconds", stream.summary().lostSeconds());
        return answer;
    }

    /** What was heard in all. */
    Map<String, Object> summary() {
        hearing.lock();
        try {
            return stream.summary().fields();
        } finally {
            hearing.unlock();
        }
    }
}
