package serlab.model.layer;

/**
 * Max pooling of one channel: window = stride, no padding. Inside a window the first of equal values wins.
 *
 * @param height     rows of the input
 * @param width      columns of the input
 * @param poolHeight rows of a window
 * @param poolWidth  columns of a window
 */
record MaxPooling(int height, int width, int poolHeight, int poolWidth) {
    int outHeight() {
        return height / poolHeight;
    }

    int outWidth() {
        return width / poolWidth;
    }

    int inSize() {
        return height * width;
    }

    int outSize() {
        return outHeight() * outWidth();
    }

    boolean pools() {
        return poolHeight * poolWidth > 1;
    }

    /** Largest (or, for {@code smallest}, least) value of each window, and its index inside the window. */
    void pool(float[] x, boolean smallest, float[] values, byte[] positions, int to) {
        float sign = smallest ? -1f : 1f;
        if (poolHeight == 2 && poolWidth == 2) {
            poolTwoByTwo(x, sign, values, positions, to);
            return;
        }
        if (poolHeight == 1 && poolWidth == 2) {
            poolPairs(x, sign, values, positions, to);
            return;
        }
        int columns = outWidth();
        for (int row = 0; row < outHeight(); row++) {
            for (int column = 0; column < columns; column++) {
                float best = Float.NEGATIVE_INFINITY;
                int at = 0;
                for (int i = 0; i < poolHeight; i++) {
                    for (int j = 0; j < poolWidth; j++) {
                        float v = x[(row * poolHeight + i) * width + column * poolWidth + j] * sign;
                        if (v > best) {
                            best = v;
                            at = i * poolWidth + j;
                        }
                    }
                }
                values[to + row * columns + column] = best * sign;
                positions[to + row * columns + column] = (byte) at;
            }
        }
    }

    private void poolTwoByTwo(float[] x, float sign, float[] values, byte[] positions, int to) {
        int columns = outWidth();
        for (int row = 0; row < outHeight(); row++) {
            int upper = 2 * row * width;
            int lower = upper + width;
            int q = to + row * columns;
            for (int column = 0; column < columns; column++) {
                float v0 = x[upper + 2 * column] * sign;
                float v1 = x[upper + 2 * column + 1] * sign;
                float v2 = x[lower + 2 * column] * sign;
                float v3 = x[lower + 2 * column + 1] * sign;
                float high = Math.max(v0, v1);
                float low = Math.max(v2, v3);
                int down = larger(low, high);
                int rightUp = larger(v1, v0);
                int rightLow = larger(v3, v2);
                values[q + column] = Math.max(high, low) * sign;
                positions[q + column] = (byte) (2 * down + (rightUp ^ (rightUp ^ rightLow) & -down));
            }
        }
    }

    private void poolPairs(float[] x, float sign, float[] values, byte[] positions, int to) {
        int columns = outWidth();
        for (int row = 0; row < height; row++) {
            int from = row * width;
            int q = to + row * columns;
            for (int column = 0; column < columns; column++) {
                float left = x[from + 2 * column] * sign;
                float right = x[from + 2 * column + 1] * sign;
                values[q + column] = Math.max(left, right) * sign;
                positions[q + column] = (byte) larger(right, left);
            }
        }
    }

    /** 1 if a is larger than b, else 0; without a branch, which would be a matter of chance for the processor. */
    private static int larger(float a, float b) {
        return Float.floatToRawIntBits(b - a) >>> 31;
    }

    /** As {@link #pool(float[], boolean, float[], byte[], int)}, without the positions; may overwrite {@code x}. */
    void pool(float[] x, boolean smallest, float[] values, int to) {
        float sign = smallest ? -1f : 1f;
        int columns = outWidth();
        if (poolHeight <= 2 && poolWidth == 2) {
            for (int row = 0; row < outHeight(); row++) {
                int upper = row * poolHeight * width;
                if (poolHeight == 2) {
                    keepLarger(x, upper, upper + width, sign);
                }
                for (int column = 0; column < columns; column++) {
                    values[to + row * columns + column] =
                            Math.max(x[upper + 2 * column] * sign, x[upper + 2 * column + 1] * sign) * sign;
                }
            }
            return;
        }
        for (int row = 0; row < outHeight(); row++) {
            for (int column = 0; column < columns; column++) {
                int corner = row * poolHeight * width + column * poolWidth;
                float best = Float.NEGATIVE_INFINITY;
                for (int i = 0; i < poolHeight; i++) {
                    for (int j = 0; j < poolWidth; j++) {
                        best = Math.max(best, x[corner + i * width + j] * sign);
                    }
                }
                values[to + row * columns + column] = best * sign;
            }
        }
    }

    /** Leaves the larger (or, for sign -1, lesser) of two rows in the first. */
    private void keepLarger(float[] x, int first, int second, float sign) {
        for (int i = 0; i < width; i++) {
            x[first + i] = Math.max(x[first + i] * sign, x[second + i] * sign) * sign;
        }
    }

    /**
     * Adds each window's gradient, times a factor, to the place of its maximum.
     *
     * @param gradient a value for each window, behind {@code from}
     * @param place    of each window, behind {@code first}
     */
    void scatter(float[] gradient, int from, byte[] place, int first, float factor, float[] out) {
        int columns = outWidth();
        for (int row = 0; row < outHeight(); row++) {
            int corner = row * poolHeight * width;
            for (int q = row * columns; q < (row + 1) * columns; q++) {
                int at = place[first + q];
                int down = poolWidth == 2 ? at >> 1 : at / poolWidth;
                out[corner + down * width + at - down * poolWidth] += gradient[from + q] * factor;
                corner += poolWidth;
            }
        }
    }
}
