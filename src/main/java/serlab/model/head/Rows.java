package serlab.model.head;

import java.util.Arrays;

/**
 * What a head learns of: one row of numbers per clip.
 *
 * @param values    standardized, {@code float[rows][numbers]}; shared, not written to
 * @param labels    class index per row
 * @param classes   number of classes
 * @param weights   what each row counts, positive, {@code double[rows]}
 * @param groups    who speaks in each row, as a number; rows of a group are never on both sides of a cross-validation
 * @param originals how many rows, from the first, are clips as they are; the others are changed copies, which are learned
 *                  of but not scored
 */
public record Rows(float[][] values, int[] labels, int classes, double[] weights, int[] groups, int originals) {
    public Rows {
        if (values.length == 0 || values.length != labels.length || values.length != weights.length
                || values.length != groups.length || originals < 1 || originals > values.length) {
            throw new IllegalArgumentException(values.length + " rows, " + labels.length + " labels, " + weights.length
                    + " weights, " + groups.length + " groups and " + originals
                    + " originals; expected as many, at least one");
        }
    }

    /** Rows that all count the same, none of them a copy. */
    public Rows(float[][] values, int[] labels, int classes, int[] groups) {
        this(values, labels, classes, ones(values.length), groups, values.length);
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    int size() {
        return values.length;
    }

    int numbers() {
        return values[0].length;
    }

    /** Indices of all rows. */
    int[] all() {
        int[] all = new int[size()];
        Arrays.setAll(all, i -> i);
        return all;
    }
}
