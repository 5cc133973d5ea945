package serlab.audio;

import serlab.InvalidInputException;

/**
 * A mono recording: samples in [-1, 1] by convention and their sampling rate. The array is shared, not copied; nobody
 * writes to it.
 *
 * @param samples    amplitude per sample, all finite
 * @param sampleRate samples per second, in Hz, positive
 * @param damage     what the file has lost of it, a short sentence; empty if it is whole
 */
public record Waveform(float[] samples, int sampleRate, String damage) {
    /** A whole recording. */
    public Waveform(float[] samples, int sampleRate) {
        this(samples, sampleRate, "");
    }

    public Waveform {
        if (sampleRate <= 0) {
            throw new InvalidInputException("sampling rate " + sampleRate + " Hz is not positive");
        }
    }

    /** Duration in seconds. */
    public double durationSeconds() {
        return samples.length / (double) sampleRate;
    }

    /** Index of the first sample that is not a finite number, or -1. */
    public int firstNotFinite() {
        if (isFinite()) {
            return -1;
        }
        int at = 0;
        while (Float.isFinite(samples[at])) {
            at++;
        }
        return at;
    }

    /** Zero times a finite number is zero, else not a number; four sums do not wait for each other. */
    private boolean isFinite() {
        int quarter = samples.length / 4;
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int i = 0; i < quarter; i++) {
            a += 0 * samples[i];
            b += 0 * samples[i + quarter];
            c += 0 * samples[i + 2 * quarter];
            d += 0 * samples[i + 3 * quarter];
        }
        for (int i = 4 * quarter; i < samples.length; i++) {
            a += 0 * samples[i];
        }
        return a + b + c + d == 0;
    }
}
