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
            int at = i * row.length;
            double square = 0;
            for (int j = 0; j < row.length; j++) {
                double difference = values[at + j] - row[j];
                square += difference * difference;
            }
            similar[i] = Math.exp(-gamma * square / row.length);
        }
        return similar;
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
