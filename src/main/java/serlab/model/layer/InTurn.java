package serlab.model.layer;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/**
 * Order of the parts of a shared work at what they have in common, such as sums: each part waits at each of these until the part
 * before it has been there, so that a sum has the same bits whoever does which part. Parts have to begin in their order.
 */
final class InTurn {
    private static final int SPINS = 2000;
    private static final long PAUSE_NANOS = 20_000;

    /** Number of the part whose turn it is. */
    private final Map<String, AtomicInteger> turns;
    private volatile boolean failed;

    /** @param names of what the parts have in common */
    InTurn(Collection<String> names) {
        turns = names.stream().collect(Collectors.toMap(Function.identity(), name -> new AtomicInteger()));
    }

    /**
     * Does a part. When one fails, those behind it wait no longer and leave out what they have in common with it.
     *
     * @param work goes once to each of what the parts have in common
     */
    void part(int number, Consumer<Part> work) {
        boolean complete = false;
        try {
            work.accept(new Part(number));
            complete = failed || turns.values().stream().allMatch(turn -> turn.get() > number);
        } finally {
            failed |= !complete;
        }
        if (!complete) {
            throw new IllegalStateException("part " + number + " left out a turn: " + turns);
        }
    }

    /** One part's turns. */
    final class Part {
        private final int number;

        private Part(int number) {
            this.number = number;
        }

        /** Does something to what is named, once all parts before have; takes the number of this part. */
        void at(String name, IntConsumer work) {
            AtomicInteger turn = turns.get(name);
            for (int i = 0; turn.get() < number && !failed; i++) {
                if (i < SPINS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.parkNanos(this, PAUSE_NANOS);
                }
            }
            if (!failed) {
                work.accept(number);
                turn.set(number + 1);
            }
        }
    }
}
