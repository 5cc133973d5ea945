package serlab.model.head;

import java.util.Arrays;

/**
 * An array of numbers with its shape.
 *
 * @param values row-major; shared, nobody writes to it
 * @param shape  lengths of its sides, whose product is the number of values
 */
public record Numbers(float[] values, int... shape) {
    public Numbers {
        long product = Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
        if (product != values.length || Arrays.stream(shape).anyMatch(side -> side < 0)) {
            throw new IllegalArgumentException(values.length + " numbers do not fill " + Arrays.toString(shape));
        }
    }

    /** Values narrowed to float. */
    static Numbers of(double[] values, int... shape) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) values[i];
        }
        return new Numbers(narrow, shape);
    }

    /**
     * The values.
     *
     * @throws IllegalArgumentException if its shape is another
     */
    float[] expect(int... expected) {
        if (!Arrays.equals(shape, expected)) {
            throw new IllegalArgumentException("an array of " + Arrays.toString(shape) + " where "
                    + Arrays.toString(expected) + " is expected");
        }
        return values;
    }
}
