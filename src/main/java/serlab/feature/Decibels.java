package serlab.feature;

/** Power in decibels. Source: {@code librosa.power_to_db} 0.11 with {@code amin} 1e-10. */
final class Decibels {
    private static final double AMIN = 1e-10;

    private Decibels() {
    }

    /**
     * Powers in decibels.
     *
     * @param power     {@code [bands][frames]}, not negative; not changed
     * @param reference what 0 dB means: the largest power of the matrix, or 1
     * @param topDb     values more than this below the largest are raised to it
     */
    static double[][] of(double[][] power, Reference reference, double topDb) {
        double largest = AMIN;
        for (double[] row : power) {
            for (double value : row) {
                largest = Math.max(largest, value);
            }
        }
        double highestDb = 10 * Math.log10(largest);
        double offset = reference == Reference.MAX ? highestDb : 0;
        double floor = highestDb - offset - topDb;
        double[][] decibels = new double[power.length][];
        for (int band = 0; band < power.length; band++) {
            double[] row = new double[power[band].length];
            for (int i = 0; i < row.length; i++) {
                row[i] = Math.max(floor, 10 * Math.log10(Math.max(AMIN, power[band][i])) - offset);
            }
            decibels[band] = row;
        }
        return decibels;
    }
}
