package serlab.sweep.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Tree-structured Parzen estimator: trials are divided into a few good ones and the rest, each parameter's values in the
 * good ones are modeled by one density and those in the rest by another, and of some values drawn from the first the one
 * with the highest ratio of the two is taken. Points of trials whose outcome is not known yet count among the rest, so
 * that trials side by side do not try the same.
 *
 * <p>Source: Bergstra, Bardenet, Bengio and Kégl, "Algorithms for hyper-parameter optimization", NIPS 2011, section 4;
 * number of good trials and candidates as in Optuna 4, bandwidths as in hyperopt.
 *
 * @param space   what is searched
 * @param seed    of every draw
 * @param startup trials drawn at random before
 */
public record TpeSampler(SearchSpace space, long seed, int startup) implements Sampler {
    private static final double GOOD_SHARE = 0.1;
    private static final int MOST_GOOD = 25;
    private static final int CANDIDATES = 24;

    @Override
    public boolean learns() {
        return true;
    }

    @Override
    public Optional<Configuration> suggest(int number, List<Observation> found, Set<Configuration> earlier) {
        Random random = new Random(space, seed);
        if (number < startup || found.isEmpty()) {
            return random.suggest(number, found, earlier);
        }
        List<Observation> ranked = found.stream().sorted(Observation.BEST_FIRST).toList();
        int good = Math.min(MOST_GOOD, (int) Math.ceil(GOOD_SHARE * ranked.size()));
        List<Configuration> best = ranked.subList(0, good).stream().map(Observation::point).toList();
        List<Configuration> rest = new ArrayList<>(ranked.subList(good, ranked.size()).stream().map(Observation::point).toList());
        Set<Configuration> known = new HashSet<>(found.stream().map(Observation::point).toList());
        earlier.stream().filter(point -> !known.contains(point)).forEach(rest::add);
        for (int attempt = 0; attempt < CANDIDATES; attempt++) {
            SplittableRandom chance = Sampler.generator(seed, number, attempt);
            Configuration point = space.choose(parameter -> value(parameter, best, rest, chance));
            if (!earlier.contains(point)) {
                return Optional.of(point);
            }
        }
        return random.suggest(number, found, earlier);
    }

    private static Object value(Parameter parameter, List<Configuration> best, List<Configuration> rest, SplittableRandom chance) {
        ParzenEstimator good = estimator(parameter, best);
        ParzenEstimator other = estimator(parameter, rest);
        double taken = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int candidate = 0; candidate < CANDIDATES; candidate++) {
            double position = good.draw(chance);
            double ratio = good.logDensity(position) - other.logDensity(position);
            if (ratio > highest) {
                highest = ratio;
                taken = position;
            }
        }
        return parameter.domain().at(taken);
    }

    private static ParzenEstimator estimator(Parameter parameter, List<Configuration> points) {
        double[] positions = points.stream().map(point -> point.values().get(parameter.key()))
                .filter(value -> value != null && parameter.domain().contains(value))
                .mapToDouble(parameter.domain()::position).sorted().toArray();
        return parameter.domain() instanceof Domain.Choices choices
                ? new ParzenEstimator.Counts(positions, choices.values().size()) : new ParzenEstimator.Kernels(positions);
    }
}
