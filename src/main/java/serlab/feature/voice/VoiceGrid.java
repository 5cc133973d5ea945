package serlab.feature.voice;

/**
 * Frames of 20 ms and of 60 ms that begin every 10 ms, the first ones with the recording.
 *
 * @param sampleRate samples per second
 */
record VoiceGrid(int sampleRate) {
    /** Seconds from one frame to the next. */
    static final double HOP_SECONDS = 0.01;

    int hop() {
        return (int) Math.round(HOP_SECONDS * sampleRate);
    }

    /** Samples of a frame for loudness, spectrum and formants. */
    int shortLength() {
        return (int) Math.round(0.02 * sampleRate);
    }

    /** Samples of a frame for pitch, harmonics and noise. */
    int longLength() {
        return (int) Math.round(0.06 * sampleRate);
    }

    /** The least power of two that a frame fits into. */
    static int fftSize(int length) {
        return Integer.highestOneBit(Math.max(2, length - 1)) << 1;
    }

    /** Whole short frames of so many samples. */
    int shortFrames(int samples) {
        return samples < shortLength() ? 0 : 1 + (samples - shortLength()) / hop();
    }

    /** Whole long frames of so many samples. */
    int longFrames(int samples) {
        return samples < longLength() ? 0 : 1 + (samples - longLength()) / hop();
    }

    /** Columns of the descriptors: the whole long frames and the one that the recording ends in. */
    int frames(int samples) {
        return Math.min(shortFrames(samples), longFrames(samples) + 1);
    }

    static double[] hamming(int length) {
        double[] window = new double[length];
        for (int i = 0; i < length; i++) {
            window[i] = 0.54 - 0.46 * Math.cos(2 * Math.PI * i / (length - 1));
        }
        return window;
    }

    /** A Gaussian window whose deviation is 0.4 of its half. */
    static double[] gauss(int length) {
        double[] window = new double[length];
        double half = (length - 1) / 2.0;
        for (int i = 0; i < length; i++) {
            double x = (i - half) / (0.4 * half);
            window[i] = Math.exp(-0.5 * x * x);
        }
        return window;
    }
}
