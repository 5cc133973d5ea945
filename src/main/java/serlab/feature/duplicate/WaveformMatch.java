package serlab.feature.duplicate;

import serlab.audio.Resampler;
import serlab.audio.Waveform;

/**
 * Proof of what fingerprints suggest: the correlation coefficient of two waveforms where they overlap, at 8 kHz, at the best
 * lag near a given one. The same recording has 0.8 or more even with strong noise; two takes of a sentence stay
 * below 0.5. Its sign is left out, since turning the phase by half a circle changes nothing that is heard.
 */
final class WaveformMatch {
    static final double LEAST_CORRELATION = 0.8;
    /** In samples: a frame and a half. */
    private static final int SEARCH = Fingerprint.HOP * 3 / 2;

    private WaveformMatch() {
    }

    /** Compares two recordings. */
    static double correlation(Waveform first, Waveform second, int lagFrames) {
        return correlation(slow(first), slow(second), lagFrames * Fingerprint.HOP);
    }

    /** Largest absolute correlation of a[i + lag] and b[i] for lags about the given one, in samples. */
    static double correlation(float[] a, float[] b, int aboutLag) {
        double best = 0;
        for (int lag = aboutLag - SEARCH; lag <= aboutLag + SEARCH; lag++) {
            best = Math.max(best, Math.abs(at(a, b, lag)));
        }
        return best;
    }

    private static double at(float[] a, float[] b, int lag) {
        int from = Math.max(0, -lag);
        int to = Math.min(b.length, a.length - lag);
        double squaresOfA = 0;
        double squaresOfB = 0;
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) a[i + lag] * b[i];
            squaresOfA += (double) a[i + lag] * a[i + lag];
            squaresOfB += (double) b[i] * b[i];
        }
        return squaresOfA == 0 || squaresOfB == 0 ? 0 : sum / Math.sqrt(squaresOfA * squaresOfB);
    }

    private static float[] slow(Waveform waveform) {
        return Resampler.resample(waveform, Fingerprint.SAMPLE_RATE).samples();
    }
}
