package serlab.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import serlab.InvalidInputException;

/**
 * How far two programs agree on the eGeMAPS of the same recordings: per functional the rank correlation over recordings (Spearman) and the
 * median relative difference; per descriptor the share of frames that differ by at most 0.1 % of the frame's value or 0.01 % of the
 * recording's largest; which frames both call voiced; pitch where both do.
 */
public final class EgemapsAgreement {
    /** What counts as the same pitch, in semitones. */
    public static final double SAME_PITCH = 0.05;
    private static final double RELATIVE = 1e-3;
    private static final double OF_LARGEST = 1e-4;

    private final List<String> functionals;
    private final List<String> descriptors;
    private final int pitch;
    private final List<double[]> ours = new ArrayList<>();
    private final List<double[]> theirs = new ArrayList<>();
    private final long[] near;
    private long frames;
    private long voicedAlike;
    private long voicedByBoth;
    private long samePitch;

    /**
     * One functional.
     *
     * @param spearman NaN if it never changes
     * @param difference median over recordings of the difference over their magnitude
     */
    public record Functional(String name, double spearman, double difference) {
    }

    /**
     * @param functionals their names
     * @param descriptors their names
     * @param pitch       which descriptor is above 0 in voiced frames
     */
    public EgemapsAgreement(List<String> functionals, List<String> descriptors, int pitch) {
        this.functionals = List.copyOf(functionals);
        this.descriptors = List.copyOf(descriptors);
        this.pitch = pitch;
        this.near = new long[descriptors.size()];
    }

    /**
     * Adds a recording.
     *
     * @param ourFunctionals   {@code [functionals][1]}
     * @param ourDescriptors   {@code [descriptors][frames]}
     * @throws InvalidInputException if the shapes differ
     */
    public void add(float[][] ourFunctionals, float[][] theirFunctionals, float[][] ourDescriptors, float[][] theirDescriptors) {
        if (theirFunctionals.length != functionals.size() || ourFunctionals.length != functionals.size()
                || theirDescriptors.length != descriptors.size() || ourDescriptors[0].length != theirDescriptors[0].length) {
            throw new InvalidInputException("eGeMAPS of " + theirFunctionals.length + " functionals and "
                    + theirDescriptors[0].length + " frames: expected " + functionals.size() + " and " + ourDescriptors[0].length);
        }
        ours.add(column(ourFunctionals));
        theirs.add(column(theirFunctionals));
        for (int row = 0; row < near.length; row++) {
            double largest = 0;
            for (float value : theirDescriptors[row]) {
                largest = Math.max(largest, Math.abs(value));
            }
            for (int t = 0; t < theirDescriptors[row].length; t++) {
                double allowed = Math.max(OF_LARGEST * largest, RELATIVE * Math.abs(theirDescriptors[row][t]));
                near[row] += Math.abs(ourDescriptors[row][t] - theirDescriptors[row][t]) <= allowed ? 1 : 0;
            }
        }
        float[] our = ourDescriptors[pitch];
        float[] their = theirDescriptors[pitch];
        for (int t = 0; t < our.length; t++) {
            frames++;
            voicedAlike += our[t] > 0 == their[t] > 0 ? 1 : 0;
            if (our[t] > 0 && their[t] > 0) {
                voicedByBoth++;
                samePitch += Math.abs(our[t] - their[t]) <= SAME_PITCH ? 1 : 0;
            }
        }
    }

    private static double[] column(float[][] values) {
        double[] column = new double[values.length];
        for (int i = 0; i < column.length; i++) {
            column[i] = values[i][0];
        }
        return column;
    }

    /** Recordings so far. */
    public int recordings() {
        return ours.size();
    }

    /** Share of frames that both call voiced, or both unvoiced. */
    public double voicedAlike() {
        return (double) voicedAlike / frames;
    }

    /** Share of the frames voiced by both that have the same pitch. */
    public double samePitch() {
        return (double) samePitch / voicedByBoth;
    }

    /** Per descriptor the share of frames within tolerance. */
    public Map<String, Double> framesWithinTolerance() {
        Map<String, Double> shares = new LinkedHashMap<>();
        for (int row = 0; row < near.length; row++) {
            shares.put(descriptors.get(row), (double) near[row] / frames);
        }
        return shares;
    }

    /** All functionals, in order. */
    public List<Functional> functionals() {
        List<Functional> all = new ArrayList<>();
        for (int i = 0; i < functionals.size(); i++) {
            int at = i;
            double[] our = ours.stream().mapToDouble(row -> row[at]).toArray();
            double[] their = theirs.stream().mapToDouble(row -> row[at]).toArray();
            double[] differences = IntStream.range(0, our.length)
                    .mapToDouble(clip -> Math.abs(our[clip] - their[clip]) / Math.max(Math.abs(their[clip]), 1e-9)).sorted().toArray();
            all.add(new Functional(functionals.get(i), spearman(our, their), differences[differences.length / 2]));
        }
        return all;
    }

    /** Rank correlation; equal values share the mean of their ranks. */
    static double spearman(double[] a, double[] b) {
        double[] x = ranks(a);
        double[] y = ranks(b);
        double middle = (a.length + 1) / 2.0;
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - middle) * (y[i] - middle);
            xx += (x[i] - middle) * (x[i] - middle);
            yy += (y[i] - middle) * (y[i] - middle);
        }
        return xy / Math.sqrt(xx * yy);
    }

    private static double[] ranks(double[] values) {
        Integer[] order = IntStream.range(0, values.length).boxed().sorted(Comparator.comparingDouble(i -> values[i]))
                .toArray(Integer[]::new);
        double[] ranks = new double[values.length];
        for (int from = 0; from < order.length;) {
            int to = from;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (Integer index : Arrays.copyOfRange(order, from, to)) {
                ranks[index] = (from + to + 1) / 2.0;
            }
            from = to;
        }
        return ranks;
    }
}
