package serlab.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import serlab.InvalidInputException;

/**
 * Holm's correction for several tests: with it the chance of any false alarm among them stays at the level of one.
 *
 * <p>Source: Holm, Scandinavian Journal of Statistics 6 (1979); {@code statsmodels} multipletests, method {@code holm}.
 */
public final class Holm {
    private Holm() {
    }

    /**
     * @param p p values in [0, 1]
     * @return adjusted p values in the same order, to be compared with the level as they are
     * @throws InvalidInputException when one is outside [0, 1]
     */
    public static double[] adjusted(double... p) {
        for (double value : p) {
            if (!(value >= 0 && value <= 1)) {
                throw new InvalidInputException("p value " + value + " is outside 0 to 1");
            }
        }
        List<Integer> ascending = IntStream.range(0, p.length).boxed()
                .sorted(Comparator.comparingDouble(i -> p[i])).toList();
        double[] adjusted = new double[p.length];
        double highest = 0;
        for (int rank = 0; rank < p.length; rank++) {
            int at = ascending.get(rank);
            highest = Math.max(highest, Math.min(1, (p.length - rank) * p[at]));
            adjusted[at] = highest;
        }
        return adjusted;
    }
}
