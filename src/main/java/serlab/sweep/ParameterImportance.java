package serlab.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import serlab.evaluation.ExplainedVariance;
import serlab.sweep.engine.Outcome;
import serlab.sweep.search.Configuration;
import serlab.sweep.search.Domain;

/**
 * How much each parameter matters by itself: {@link ExplainedVariance} of the validation UAR over the trials that have the
 * parameter, ranges divided into {@value #GROUPS} groups of equal size. With a pruner, the score at the first rung counts,
 * which all trials reached. What parameters do only together is not seen, and a sampler that learns tries good values more.
 */
final class ParameterImportance {
    private static final int GROUPS = 4;

    private final SweepState state;

    ParameterImportance(SweepState state) {
        this.state = state;
    }

    List<Judgment.Importance> ranked() {
        return state.spec().space().keys().stream().map(this::of)
                .sorted(Comparator.comparingDouble(Judgment.Importance::share).reversed()).toList();
    }

    private Judgment.Importance of(String key) {
        List<Object> values = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        for (Map.Entry<Integer, Configuration> entry : state.points().entrySet()) {
            Outcome outcome = state.trial(entry.getKey());
            Object value = entry.getValue().values().get(key);
            if (value != null && outcome != null && outcome.state() != Outcome.State.FAILED) {
                values.add(value);
                scores.add(outcome.rungs().values().stream().findFirst().orElse(outcome.score()));
            }
        }
        boolean ordered = state.spec().space().parameters().stream()
                .anyMatch(p -> p.key().equals(key) && p.domain() instanceof Domain.Range);
        double share = ExplainedVariance.of(ordered ? quantiles(values) : values,
                scores.stream().mapToDouble(score -> score).toArray());
        return new Judgment.Importance(key, share, scores.size());
    }

    /** The group of every value; equal values are in the same group. */
    private static List<Object> quantiles(List<Object> values) {
        double[] numbers = values.stream().mapToDouble(value -> ((Number) value).doubleValue()).toArray();
        return IntStream.range(0, numbers.length).mapToObj(i -> {
            long below = IntStream.range(0, numbers.length).filter(j -> numbers[j] < numbers[i]).count();
            return (Object) (below * GROUPS / numbers.length);
        }).toList();
    }
}
