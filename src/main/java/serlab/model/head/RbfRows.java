package serlab.model.head;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rows that others are compared with by a Gaussian of their distance, {@code exp(-gamma |x - z|² / length)}.
 *
 * @param values {@code float[count][length]}, row-major; shared, nobody writes to it
 * @param count  how many, at least 1
 * @param gamma  positive
 */
record RbfRows(float[] values, int count, float gamma) {
    static RbfRows of(float[][] rows, double gamma) {
        int length = rows[0].length;
        float[] all = new float[Math.multiplyExact(rows.length, length)];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, all, i * length, length);
        }
        return new RbfRows(all, rows.length, (float) gamma);
    }

    /** Reads what {@link #with} gave. */
    static RbfRows of(Map<String, Numbers> numbers, int inputs) {
        Numbers rows = NumbersFile.of(numbers, "rows");
        if (rows.shape().length != 2 || rows.shape()[0] < 1) {
            throw new IllegalArgumentException("the array 'rows' is no table");
        }
        float gamma = NumbersFile.of(numbers, "gamma").expect(1)[0];
        return new RbfRows(rows.expect(rows.shape()[0], inputs), rows.shape()[0], gamma);
    }

    /** One per known row, in (0, 1]. */
    double[] similarities(float[] row) {
        double[] similar = new double[count];
        for (int i = 0; i < count; i++) {
            similar[i] = Math.exp(-gamma * square(row, i * row.length) / row.length);
        }
        return similar;
    }

    /** The squared distance to the known row that begins there, in four sums side by side: a third of the time. */
    private double square(float[] row, int at) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int j = 0;
        for (; j + 3 < row.length; j += 4) {
            double a = values[at + j] - row[j];
            double b = values[at + j + 1] - row[j + 1];
            double c = values[at + j + 2] - row[j + 2];
            double d = values[at + j + 3] - row[j + 3];
            first += a * a;
            second += b * b;
            third += c * c;
            fourth += d * d;
        }
        for (; j < row.length; j++) {
            double a = values[at + j] - row[j];
            first += a * a;
        }
        return first + second + third + fourth;
    }

    /** As arrays, with one more. */
    Map<String, Numbers> with(String name, Numbers other) {
        Map<String, Numbers> all = new LinkedHashMap<>();
        all.put("rows", new Numbers(values, count, values.length / count));
        all.put("gamma", new Numbers(new float[] {gamma}, 1));
        all.put(name, other);
        return all;
    }
}
