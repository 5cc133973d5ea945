package serlab.sweep.search;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** Choice of the points of a sweep. Everything depends on the seed and on what earlier trials found, and on nothing else. */
public interface Sampler {
    /**
     * The point of a trial.
     *
     * @param number  of the trial, from 0
     * @param found   outcomes of earlier trials; empty unless {@link #learns()}
     * @param earlier points of all earlier trials, in order; quick to ask for one of them
     * @return empty when the space has no further point
     */
    Optional<Configuration> suggest(int number, List<Observation> found, Set<Configuration> earlier);

    /** Whether outcomes matter to later points. */
    boolean learns();

    /**
     * All combinations, in order.
     *
     * @param points of the grid
     */
    record Grid(List<Configuration> points) implements Sampler {
        public Grid {
            points = List.copyOf(points);
        }

        @Override
        public Optional<Configuration> suggest(int number, List<Observation> found, Set<Configuration> earlier) {
            return number < points.size() ? Optional.of(points.get(number)) : Optional.empty();
        }

        @Override
        public boolean learns() {
            return false;
        }
    }

    /** Independent draws, no point twice. */
    record Random(SearchSpace space, long seed) implements Sampler {
        /** Draws after which a space counts as used up. */
        static final int TRIES = 1000;

        @Override
        public Optional<Configuration> suggest(int number, List<Observation> found, Set<Configuration> earlier) {
            for (int attempt = 0; attempt < TRIES; attempt++) {
                Configuration point = draw(number, attempt);
                if (!earlier.contains(point)) {
                    return Optional.of(point);
                }
            }
            return Optional.empty();
        }

        @Override
        public boolean learns() {
            return false;
        }

        Configuration draw(int number, int attempt) {
            SplittableRandom random = generator(seed, number, attempt);
            return space.choose(parameter -> parameter.domain().at(random.nextDouble()));
        }
    }

    /** A generator of its own for each trial and attempt. Source: the finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
    static SplittableRandom generator(long seed, int number, int attempt) {
        return new SplittableRandom(mix(mix(mix(seed) + number) + attempt));
    }

    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
