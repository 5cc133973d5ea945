package serlab.feature.dsp;

import java.util.Arrays;

/** Power in decibels. Source: {@code librosa.power_to_db} 0.11 with {@code amin} 1e-10. */
public final class Decibels {
    private static final double AMIN = 1e-10;
    /** Decibels of a factor e; the natural logarithm is the faster one. */
    private static final double DECIBELS_OF_E = 10 / Math.log(10);

    private Decibels() {
    }

    /**
     * Powers in decibels re 1, at least -100 dB.
     *
     * @param power {@code [bands][frames]}, not negative; not changed
     */
    public static double[][] of(double[][] power) {
        double[][] decibels = new double[power.length][];
        Arrays.setAll(decibels, band -> power[band].clone());
        return replace(decibels);
    }

    /** As {@link #of}, in place of the powers. */
    static double[][] replace(double[][] power) {
        for (double[] row : power) {
            for (int i = 0; i < row.length; i++) {
                row[i] = DECIBELS_OF_E * Math.log(Math.max(AMIN, row[i]));
            }
        }
        return power;
    }

    /** As {@link #limited}, in the nearest single-precision values. */
    public static float[][] limitedFloat(double[][] decibels, Reference reference, double topDb) {
        double highest = highest(decibels);
        double offset = reference == Reference.MAX ? highest : 0;
        double floor = highest - offset - topDb;
        float[][] limited = new float[decibels.length][decibels[0].length];
        for (int band = 0; band < decibels.length; band++) {
            for (int i = 0; i < limited[band].length; i++) {
                limited[band][i] = (float) Math.max(floor, decibels[band][i] - offset);
            }
        }
        return limited;
    }

    private static double highest(double[][] decibels) {
        double highest = Double.NEGATIVE_INFINITY;
        for (double[] row : decibels) {
            for (double value : row) {
                highest = Math.max(highest, value);
            }
        }
        return highest;
    }

    /**
     * Decibels with a limited range.
     *
     * @param decibels  what {@link #of} gave; not changed
     * @param reference what 0 dB means: the largest value of the matrix, or a power of 1
     * @param topDb     values more than this below the largest are raised to it
     */
    public static double[][] limited(double[][] decibels, Reference reference, double topDb) {
        double highest = highest(decibels);
        double offset = reference == Reference.MAX ? highest : 0;
        double floor = highest - offset - topDb;
        double[][] limited = new double[decibels.length][];
        for (int band = 0; band < decibels.length; band++) {
            double[] row = new double[decibels[band].length];
            for (int i = 0; i < row.length; i++) {
                row[i] = Math.max(floor, decibels[band][i] - offset);
            }
            limited[band] = row;
        }
        return limited;
    }
}
