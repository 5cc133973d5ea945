package serlab.model.folded;

import serlab.model.layer.StatisticsPooling;

/**
 * Mean and standard deviation of every channel, means first, as {@link StatisticsPooling} computes
 * them.
 *
 * @param maps size of its input
 */
record Statistics(Maps maps) implements Step {
    @Override
    public float[] apply(float[] x, Buffers workspace) {
        int channels = maps.channels();
        int area = maps.height() * maps.width();
        float[] statistics = new float[2 * channels];
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            for (int i = c * area; i < (c + 1) * area; i++) {
                sum += x[i];
            }
            double mean = sum / area;
            double squares = 0;
            for (int i = c * area; i < (c + 1) * area; i++) {
                squares += (x[i] - mean) * (x[i] - mean);
            }
            statistics[c] = (float) mean;
            statistics[channels + c] = (float) Math.sqrt(squares / area + StatisticsPooling.VARIANCE_FLOOR);
        }
        return statistics;
    }

    @Override
    public Needs needs() {
        return new Needs(0, 0);
    }
}
