package serlab.model.head;

import serlab.InvalidInputException;

/** Products of all pairs of rows, of which kernels are made. For one thread. */
final class Gram implements AutoCloseable {
    private static final int MATRICES = 8;

    private final Matrix products;
    private final int numbers;

    /**
     * @param type what messages call the model
     * @throws InvalidInputException if there are more rows than memory has room for
     */
    Gram(Rows rows, String type) {
        requireRoom(rows.size(), type);
        this.numbers = rows.numbers();
        try (Matrix values = Matrix.of(rows.values(), rows.all())) {
            this.products = values.gram();
        }
    }

    /** Refuses more rows than can all be compared with each other in the memory of this process. */
    static void requireRoom(int rows, String type) {
        double needed = MATRICES * (double) rows * rows * Double.BYTES;
        double there = Runtime.getRuntime().maxMemory();
        if (needed > there) {
            throw new InvalidInputException(String.format("model %s compares every training clip with every other: %d clips "
                    + "take %.1f GiB, and there are %.1f; use logistic-regression, or give more memory with "
                    + "SER_JAVA_OPTIONS=-Xmx%dg", type, rows, needed / (1 << 30), there / (1 << 30),
                    (long) Math.ceil(needed / (1 << 30))));
        }
    }

    /** Products of rows over their length. */
    Matrix linear(int[] from, int[] to) {
        Matrix part = products.of(from, to);
        double[] row = new double[to.length];
        for (int i = 0; i < from.length; i++) {
            part.read(i, row);
            for (int j = 0; j < row.length; j++) {
                row[j] /= numbers;
            }
            part.assign(i, row);
        }
        return part;
    }

    /** {@code exp(-gamma |x - z|² / length)}. */
    Matrix rbf(int[] from, int[] to, double gamma) {
        Matrix part = products.of(from, to);
        double[] row = new double[to.length];
        for (int i = 0; i < from.length; i++) {
            part.read(i, row);
            for (int j = 0; j < row.length; j++) {
                double square = products.get(from[i], from[i]) + products.get(to[j], to[j]) - 2 * row[j];
                row[j] = Math.exp(-gamma * Math.max(0, square) / numbers);
            }
            part.assign(i, row);
        }
        return part;
    }

    @Override
    public void close() {
        products.close();
    }
}
