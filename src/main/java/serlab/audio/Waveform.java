package serlab.audio;

import serlab.InvalidInputException;

/**
 * A mono recording: samples in [-1, 1] by convention and their sampling rate. The array is shared, not copied; nobody
 * writes to it.
 *
 * @param samples    amplitude per sample, all finite
 * @param sampleRate samples per second, in Hz, positive
 */
public record Waveform(float[] samples, int sampleRate) {
    public Waveform {
        if (sampleRate <= 0) {
            throw new InvalidInputException("sampling rate " + sampleRate + " Hz is not positive");
        }
    }

    /** Duration in seconds. */
    public double durationSeconds() {
        return samples.length / (double) sampleRate;
    }
}
