package serlab.predict.turns;

import java.util.Arrays;
import java.util.List;
import serlab.audio.Waveform;

/** Cutter of parts out of a recording that comes in blocks; keeps no more than the part at hand. Used by one thread. */
final class PartCutter {
    private final List<Spoken> parts;
    private final Sink sink;
    private int next;
    private float[] kept = new float[0];
    private int filled;
    private long at;

    /** Takes a part and what is heard in it. */
    interface Sink {
        void accept(Spoken part, Waveform sound);
    }

    /** @param parts in order, without overlap */
    PartCutter(List<Spoken> parts, Sink sink) {
        this.parts = parts;
        this.sink = sink;
    }

    /** Takes the next samples. */
    void accept(float[] block, int rate) {
        int taken = 0;
        while (next < parts.size() && taken < block.length) {
            Spoken part = parts.get(next);
            long from = Math.round(part.startSeconds() * rate);
            long to = Math.round(part.endSeconds() * rate);
            if (from >= at + block.length) {
                break;
            }
            if (kept.length < to - from) {
                kept = Arrays.copyOf(kept, Math.toIntExact(to - from));
            }
            int start = (int) Math.max(taken, from - at);
            int end = (int) Math.min(block.length, to - at);
            int count = Math.max(0, end - start);
            System.arraycopy(block, Math.min(start, block.length - count), kept, filled, count);
            filled += count;
            taken = start + count;
            if (to > at + block.length) {
                break;
            }
            finish(rate);
        }
        at += block.length;
    }

    /** Hands over the part at hand, whole or as much of it as there is; after the last block, if there is one. */
    void finish(int rate) {
        if (next < parts.size()) {
            sink.accept(parts.get(next++), new Waveform(Arrays.copyOf(kept, filled), rate));
            filled = 0;
        }
    }
}
