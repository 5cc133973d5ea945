package serlab.training;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Stream of chance that knows how far it has been drawn from, so that another one of its seed can be brought to the same
 * place. Gives the numbers of {@link SplittableRandom}, which takes one step for each number of 32 or 64 bits.
 */
final class CountedChance implements RandomGenerator {
    private final SplittableRandom source;
    private long steps;

    CountedChance(long seed) {
        source = new SplittableRandom(seed);
    }

    @Override
    public int nextInt() {
        steps++;
        return source.nextInt();
    }

    @Override
    public long nextLong() {
        steps++;
        return source.nextLong();
    }

    /** How many numbers have been drawn. */
    long steps() {
        return steps;
    }

    /** Draws until so many numbers have been drawn. */
    void advanceTo(long total) {
        while (steps < total) {
            nextLong();
        }
    }
}
