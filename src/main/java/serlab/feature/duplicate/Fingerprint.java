package serlab.feature.duplicate;

import java.util.BitSet;
import serlab.audio.Stft;

/**
 * What a recording sounds like, in 32 bits every 16 ms. Gain does not change it, and encoding, resampling and a little
 * noise change few bits; another take of the same words by the same voice changes a third or more.
 *
 * <p>Bit m of frame n says whether E(n, m) - E(n, m + 1) grew since frame n - 1, where E is the energy of one of 33 bands,
 * evenly spaced in log frequency.
 *
 * <p>Source: J. Haitsma and T. Kalker, "A highly robust audio fingerprinting system", ISMIR 2002. Differences: 8 kHz,
 * windows of 256 ms every 16 ms, 300 to 3000 Hz, and frames more than 30 dB under the loudest are marked as not active.
 *
 * @param words  32 bits a frame, at least one frame; shared, nobody writes to it
 * @param active the frames that are loud enough to be compared; shared, nobody writes to it
 */
record Fingerprint(int[] words, BitSet active) {
    /** Of what cannot be heard. */
    static final Fingerprint NONE = new Fingerprint(new int[1], new BitSet());
    /** Samples per second that recordings are brought to. */
    static final int SAMPLE_RATE = 8000;
    /** Samples from one frame to the next. */
    static final int HOP = 128;
    private static final int WINDOW = 2048;
    private static final int BANDS = 33;
    private static final double LOWEST_HZ = 300;
    private static final double HIGHEST_HZ = 3000;
    private static final double ACTIVE_POWER = 1e-3;

    /** The fingerprint of a recording at 8 kHz; silence has no active frame. */
    static Fingerprint of(float[] samples) {
        if (samples.length == 0) {
            return NONE;
        }
        double[][] energy = bandEnergies(samples);
        double[] total = new double[energy.length];
        double loudest = 0;
        for (int n = 0; n < energy.length; n++) {
            for (double band : energy[n]) {
                total[n] += band;
            }
            loudest = Math.max(loudest, total[n]);
        }
        int[] words = new int[energy.length];
        BitSet active = new BitSet(energy.length);
        for (int n = 1; n < energy.length; n++) {
            words[n] = word(energy[n], energy[n - 1]);
            active.set(n, loudest > 0 && total[n] > ACTIVE_POWER * loudest);
        }
        return new Fingerprint(words, active);
    }

    private static int word(double[] now, double[] before) {
        int word = 0;
        for (int m = 0; m < BANDS - 1; m++) {
            boolean grew = now[m] - now[m + 1] - (before[m] - before[m + 1]) > 0;
            word |= grew ? 1 << m : 0;
        }
        return word;
    }

    /** [frames][BANDS] */
    private static double[][] bandEnergies(float[] samples) {
        Stft stft = Stft.of(WINDOW, HOP);
        int[] edges = new int[BANDS + 1];
        for (int m = 0; m <= BANDS; m++) {
            double hertz = LOWEST_HZ * Math.pow(HIGHEST_HZ / LOWEST_HZ, m / (double) BANDS);
            edges[m] = (int) Math.round(hertz * WINDOW / SAMPLE_RATE);
        }
        double[][] energy = new double[stft.frames(samples.length)][BANDS];
        stft.forEachFrame(samples, (frame, power) -> {
            for (int m = 0; m < BANDS; m++) {
                for (int bin = edges[m]; bin < edges[m + 1]; bin++) {
                    energy[frame][m] += power[bin];
                }
            }
        });
        return energy;
    }
}
