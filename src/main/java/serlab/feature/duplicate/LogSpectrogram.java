package serlab.feature.duplicate;

import java.util.stream.IntStream;
import serlab.audio.Stft;

/**
 * Levels of a recording over time and log frequency: a frame every 16 ms, {@value #BINS} bins half a semitone apart from
 * 110 Hz on. A change of pitch by a semitone moves everything by two bins.
 *
 * @param levels    dB, {@code float[frames][BINS]}
 * @param totals    level of every frame, dB
 * @param center    frame about which the sound lies: the mean of the frames, weighted by their levels over
 *                  {@value #HEARD_DB} dB below the loudest one
 * @param deviation standard deviation of the frames, weighted likewise
 */
record LogSpectrogram(float[][] levels, float[] totals, double center, double deviation) {
    static final int BINS = 118;
    private static final int SAMPLE_RATE = Fingerprint.SAMPLE_RATE;
    private static final int WINDOW = 512;
    private static final double LOWEST_HZ = 110;
    private static final double BINS_PER_OCTAVE = 24;
    private static final double HEARD_DB = 35;
    private static final double TINY = 1e-9;
    /** Where the bins lie in the transform. */
    private static final double[] AT = IntStream.range(0, BINS).mapToDouble(bin ->
            LOWEST_HZ * Math.pow(2, bin / BINS_PER_OCTAVE) * WINDOW / SAMPLE_RATE).toArray();

    /** Of a recording at 8 kHz. */
    static LogSpectrogram of(float[] samples) {
        Stft stft = Stft.of(WINDOW, Fingerprint.HOP);
        int frames = stft.frames(samples.length);
        float[][] levels = new float[frames][BINS];
        float[] totals = new float[frames];
        stft.forEachFrame(samples, (frame, power) -> {
            double total = 0;
            for (int bin = 0; bin < BINS; bin++) {
                int below = (int) AT[bin];
                double value = power[below] + (AT[bin] - below) * (power[below + 1] - power[below]);
                total += value;
                levels[frame][bin] = decibels(value);
            }
            totals[frame] = decibels(total);
        });
        float loudest = loudest(totals);
        double weights = 0;
        double mean = 0;
        double square = 0;
        for (int frame = 0; frame < frames; frame++) {
            double weight = Math.max(0, totals[frame] - loudest + HEARD_DB);
            weights += weight;
            mean += weight * frame;
            square += weight * frame * frame;
        }
        mean /= weights;
        return new LogSpectrogram(levels, totals, mean, Math.sqrt(Math.max(0, square / weights - mean * mean)));
    }

    private static float decibels(double power) {
        return (float) (10 * Math.log10(power + TINY));
    }

    float loudest() {
        return loudest(totals);
    }

    private static float loudest(float[] totals) {
        float loudest = Float.NEGATIVE_INFINITY;
        for (float total : totals) {
            loudest = Math.max(loudest, total);
        }
        return loudest;
    }
}
