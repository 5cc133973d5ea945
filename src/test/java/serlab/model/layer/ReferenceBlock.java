package serlab.model.layer;

import java.util.Map;
import org.apache.commons.math3.special.Erf;

/** A layer of an encoder as its paper has it, in double precision and plain loops: the yardstick of {@link EncoderBlock}. */
final class ReferenceBlock {
    private final Map<String, double[]> weights;
    private final int heads;

    /** @param weights by the names of {@link serlab.feature.encoder.PretrainedLayer}; with the last normalization or without */
    ReferenceBlock(Map<String, double[]> weights, int heads) {
        this.weights = weights;
        this.heads = heads;
    }

    /** {@code [positions][width]} to the same. */
    double[][] apply(double[][] x) {
        double[][] attended = add(x, linear(attention(linear(normalized(x, "attention"), "joint")), "attended"));
        double[][] wide = linear(normalized(attended, "dense"), "wide");
        for (double[] row : wide) {
            for (int i = 0; i < row.length; i++) {
                row[i] *= 0.5 * (1 + Erf.erf(row[i] / Math.sqrt(2)));
            }
        }
        double[][] all = add(attended, linear(wide, "narrow"));
        return weights.containsKey("lastGamma") ? normalized(all, "last") : all;
    }

    private double[][] attention(double[][] joint) {
        int width = joint[0].length / 3;
        int size = width / heads;
        double[][] mixed = new double[joint.length][width];
        for (int t = 0; t < joint.length; t++) {
            for (int head = 0; head < heads; head++) {
                double[] shares = new double[joint.length];
                double sum = 0;
                for (int other = 0; other < joint.length; other++) {
                    double score = 0;
                    for (int i = head * size; i < (head + 1) * size; i++) {
                        score += joint[t][i] * joint[other][width + i];
                    }
                    shares[other] = Math.exp(score / Math.sqrt(size));
                    sum += shares[other];
                }
                for (int other = 0; other < joint.length; other++) {
                    for (int i = head * size; i < (head + 1) * size; i++) {
                        mixed[t][i] += shares[other] / sum * joint[other][2 * width + i];
                    }
                }
            }
        }
        return mixed;
    }

    private double[][] linear(double[][] x, String name) {
        double[] matrix = weights.get(name);
        double[] bias = weights.get(name + "Bias");
        double[][] y = new double[x.length][bias.length];
        for (int t = 0; t < x.length; t++) {
            for (int o = 0; o < bias.length; o++) {
                y[t][o] = bias[o];
                for (int i = 0; i < x[t].length; i++) {
                    y[t][o] += matrix[o * x[t].length + i] * x[t][i];
                }
            }
        }
        return y;
    }

    private double[][] normalized(double[][] x, String name) {
        double[][] y = new double[x.length][x[0].length];
        for (int t = 0; t < x.length; t++) {
            int n = x[t].length;
            double mean = 0;
            double variance = 0;
            for (double value : x[t]) {
                mean += value / n;
            }
            for (double value : x[t]) {
                variance += (value - mean) * (value - mean) / n;
            }
            for (int i = 0; i < n; i++) {
                y[t][i] = (x[t][i] - mean) / Math.sqrt(variance + 1e-5) * weights.get(name + "Gamma")[i] + weights.get(name + "Beta")[i];
            }
        }
        return y;
    }

    private static double[][] add(double[][] x, double[][] y) {
        double[][] sum = new double[x.length][x[0].length];
        for (int t = 0; t < x.length; t++) {
            for (int i = 0; i < sum[t].length; i++) {
                sum[t][i] = x[t][i] + y[t][i];
            }
        }
        return sum;
    }
}
