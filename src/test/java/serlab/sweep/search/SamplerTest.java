package serlab.sweep.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class SamplerTest {
    private static final int TRIALS = 50;
    private static final int SEEDS = 20;

    @Test
    void tpeBeatsRandomOnHartmann6() {
        SearchSpace space = SearchSpaceTest.space("""
                x0: {uniform: [0, 1]}
                x1: {uniform: [0, 1]}
                x2: {uniform: [0, 1]}
                x3: {uniform: [0, 1]}
                x4: {uniform: [0, 1]}
                x5: {uniform: [0, 1]}
                """);
        assertTpeBeatsRandom(space, SamplerTest::hartmann6);
    }

    @Test
    void tpeBeatsRandomOnAConditionalSpaceOfMixedKinds() {
        SearchSpace space = SearchSpaceTest.space("""
                model: {choices: [small, middle, large]}
                rate: {logUniform: [1e-5, 1e-1]}
                batch: {integer: [8, 128], when: {model: [middle, large]}}
                dropout: {uniform: [0, 0.9], when: {model: large}}
                """);
        assertTpeBeatsRandom(space, SamplerTest::mixed);
    }

    @Test
    void equalSeedsGiveEqualPointsAndOthersDoNot() {
        SearchSpace space = SearchSpaceTest.space("rate: {uniform: [0, 1]}");
        assertEquals(run(new TpeSampler(space, 3, 5), SamplerTest::rate), run(new TpeSampler(space, 3, 5), SamplerTest::rate));
        assertNotEquals(run(new TpeSampler(space, 3, 5), SamplerTest::rate), run(new TpeSampler(space, 4, 5), SamplerTest::rate));
    }

    @Test
    void noPointIsTriedTwiceAndAUsedUpSpaceEnds() {
        SearchSpace space = SearchSpaceTest.space("a: {choices: [1, 2, 3]}\nb: {choices: [x, y]}");
        for (Sampler sampler : List.of(new Sampler.Random(space, 1), new TpeSampler(space, 1, 2),
                new Sampler.Grid(space.grid()))) {
            List<Observation> found = run(sampler, point -> (int) point.values().get("a"));
            assertEquals(6, found.size(), sampler.toString());
            assertEquals(6, found.stream().map(Observation::point).distinct().count(), sampler.toString());
        }
    }

    private static void assertTpeBeatsRandom(SearchSpace space, ToDoubleFunction<Configuration> score) {
        double[] tpe = new double[SEEDS];
        double[] random = new double[SEEDS];
        for (int seed = 0; seed < SEEDS; seed++) {
            tpe[seed] = best(run(new TpeSampler(space, seed, 10), score));
            random[seed] = best(run(new Sampler.Random(space, seed), score));
        }
        assertTrue(median(tpe) > median(random), "TPE " + median(tpe) + ", random " + median(random));
    }

    /** A sweep in which each trial knows the outcome of all but the last three before it. */
    private static List<Observation> run(Sampler sampler, ToDoubleFunction<Configuration> score) {
        List<Observation> all = new ArrayList<>();
        for (int number = 0; number < TRIALS; number++) {
            List<Observation> known = all.subList(0, Math.max(0, number - 3));
            Optional<Configuration> point = sampler.suggest(number, known,
                    new LinkedHashSet<>(all.stream().map(Observation::point).toList()));
            if (point.isEmpty()) {
                break;
            }
            all.add(new Observation(point.get(), Observation.COMPLETE, score.applyAsDouble(point.get())));
        }
        return all;
    }

    private static double best(List<Observation> found) {
        return found.stream().mapToDouble(Observation::score).max().orElseThrow();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
    }

    private static double rate(Configuration point) {
        return -Math.pow((double) point.values().get("rate") - 0.3, 2);
    }

    private static double mixed(Configuration point) {
        Map<String, Object> values = point.values();
        double score = -Math.abs(Math.log10((double) values.get("rate")) + 3);
        if (!values.get("model").equals("small")) {
            score += 1 - Math.abs((int) values.get("batch") - 32) / 64.0;
        }
        return values.get("model").equals("large") ? score + 1 - 2 * Math.abs((double) values.get("dropout") - 0.25) : score;
    }

    /** Hartmann's function of six variables, highest 3.32. Source: Dixon and Szegö, "Towards global optimization 2", 1978. */
    private static double hartmann6(Configuration point) {
        double[] alpha = {1, 1.2, 3, 3.2};
        double[][] a = {{10, 3, 17, 3.5, 1.7, 8}, {0.05, 10, 17, 0.1, 8, 14}, {3, 3.5, 1.7, 10, 17, 8},
            {17, 8, 0.05, 10, 0.1, 14}};
        double[][] p = {{0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886}, {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
            {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650}, {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}};
        double sum = 0;
        for (int i = 0; i < alpha.length; i++) {
            double inner = 0;
            for (int j = 0; j < 6; j++) {
                double x = (double) point.values().get("x" + j);
                inner += a[i][j] * (x - p[i][j]) * (x - p[i][j]);
            }
            sum += alpha[i] * Math.exp(-inner);
        }
        return sum;
    }
}
