package serlab.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The outputs of some layers for the parts of one recording, as they come, and what is pooled of them. */
final class EncoderPooling {
    private final int width;
    private final EncoderPool pool;
    /** Per layer: sums over the positions, and sums of squared distances from the mean. */
    private final double[][] sums;
    private final double[][] squares;
    private final int[] positions;
    /** Per layer: {@code [positions of a part][width]}, where all positions are asked for. */
    private final List<List<float[]>> kept = new ArrayList<>();

    EncoderPooling(int layers, int width, EncoderPool pool) {
        this.width = width;
        this.pool = pool;
        sums = new double[layers][width];
        squares = new double[layers][width];
        positions = new int[layers];
        for (int i = 0; i < layers; i++) {
            kept.add(new ArrayList<>());
        }
    }

    /** Adds the outputs of a layer for the next part, {@code [count][width]} row by row. */
    void add(int layer, int count, float[] values) {
        if (pool == EncoderPool.FRAMES) {
            kept.get(layer).add(Arrays.copyOf(values, count * width));
        } else {
            pool(layer, count, values);
        }
        positions[layer] += count;
    }

    /** Two passes over the part, then joined with the parts before it (Chan, Golub and LeVeque 1983). */
    private void pool(int layer, int count, float[] values) {
        double[] sum = new double[width];
        double[] square = new double[width];
        for (int t = 0; t < count; t++) {
            addRow(values, t * width, sum);
        }
        double[] mean = sum.clone();
        for (int i = 0; i < width; i++) {
            mean[i] /= count;
        }
        for (int t = 0; t < count; t++) {
            addSquares(values, t * width, mean, square);
        }
        int before = positions[layer];
        for (int i = 0; i < width; i++) {
            double apart = before == 0 ? 0 : sums[layer][i] / before - mean[i];
            squares[layer][i] += square[i] + apart * apart * before * count / (before + count);
            sums[layer][i] += sum[i];
        }
    }

    private static void addRow(float[] values, int from, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += values[from + i];
        }
    }

    private static void addSquares(float[] values, int from, double[] mean, double[] squares) {
        for (int i = 0; i < squares.length; i++) {
            double distance = values[from + i] - mean[i];
            squares[i] += distance * distance;
        }
    }

    /** {@code [bands][positions]}, or {@code [bands][1]} where they are pooled. */
    float[][] result() {
        List<float[]> rows = new ArrayList<>();
        for (int layer = 0; layer < sums.length; layer++) {
            if (pool == EncoderPool.FRAMES) {
                rows.addAll(bands(kept.get(layer), positions[layer]));
            } else if (pool.mean()) {
                for (double sum : sums[layer]) {
                    rows.add(new float[] {(float) (sum / positions[layer])});
                }
            }
        }
        for (int layer = 0; layer < sums.length && pool.deviation(); layer++) {
            for (double square : squares[layer]) {
                rows.add(new float[] {(float) Math.sqrt(square / positions[layer])});
            }
        }
        return rows.toArray(float[][]::new);
    }

    private List<float[]> bands(List<float[]> parts, int columns) {
        float[][] bands = new float[width][columns];
        int first = 0;
        for (float[] part : parts) {
            for (int i = 0; i < part.length; i++) {
                bands[i % width][first + i / width] = part[i];
            }
            first += part.length / width;
        }
        return Arrays.asList(bands);
    }
}
