package serlab.model.head;

import java.util.Map;
import java.util.stream.IntStream;

/**
 * Decisions between each two classes by the similarity to known rows.
 *
 * @param known rows that decide at least one pair
 * @param pairs decisions by their similarities
 */
public record PairwiseHead(RbfRows known, Pairs pairs) implements Head {
    private static final String OFFSETS = "offsets";

    /** Reads what {@link #numbers()} gave. */
    public static PairwiseHead of(Map<String, Numbers> numbers, int inputs, int classes) {
        RbfRows known = RbfRows.of(numbers, inputs);
        int pairs = classes * (classes - 1) / 2;
        return new PairwiseHead(known, new Pairs(classes,
                NumbersFile.of(numbers, "coefficients").expect(pairs, known.count()),
                NumbersFile.of(numbers, OFFSETS).expect(pairs)));
    }

    /** Leaves out the rows that decide nothing. */
    static PairwiseHead of(float[][] rows, int[] sorted, Pairs all, double gamma) {
        int count = all.offsets().length;
        int[] vectors = IntStream.range(0, sorted.length).filter(i -> IntStream.range(0, count)
                .anyMatch(pair -> all.coefficients()[pair * sorted.length + i] != 0)).toArray();
        if (vectors.length == 0) {
            vectors = new int[] {0};
        }
        float[] coefficients = new float[count * vectors.length];
        float[][] known = new float[vectors.length][];
        for (int v = 0; v < vectors.length; v++) {
            known[v] = rows[sorted[vectors[v]]];
            for (int pair = 0; pair < count; pair++) {
                coefficients[pair * vectors.length + v] = all.coefficients()[pair * sorted.length + vectors[v]];
            }
        }
        return new PairwiseHead(RbfRows.of(known, gamma), new Pairs(all.classes(), coefficients, all.offsets()));
    }

    @Override
    public double[] scores(float[] row) {
        return pairs.scores(known.similarities(row));
    }

    @Override
    public Map<String, Numbers> numbers() {
        Map<String, Numbers> all = known.with("coefficients", new Numbers(pairs.coefficients(), pairs.offsets().length,
                known.count()));
        all.put(OFFSETS, new Numbers(pairs.offsets(), pairs.offsets().length));
        return all;
    }
}
