package serlab.feature.voice;

import java.util.Arrays;
import serlab.audio.RealFft;

/** Harmonics-to-noise ratio as openSMILE 2.6.0 has it. */
final class CircularRatio {
    private CircularRatio() {
    }

    /** 10 log10(a[T] / (a[0] - a[T])) of the circular autocorrelation of the windowed frame, at the peak nearest to the period. */
    static double of(RealFft fft, double[] spectrum, double[] magnitudes, double period) {
        Arrays.fill(spectrum, 0);
        spectrum[0] = magnitudes[0] * magnitudes[0];
        spectrum[1] = magnitudes[magnitudes.length - 1] * magnitudes[magnitudes.length - 1];
        for (int k = 1; k < magnitudes.length - 1; k++) {
            spectrum[2 * k] = magnitudes[k] * magnitudes[k];
        }
        fft.inverse(spectrum);
        int nearest = Math.min(fft.size() / 2, (int) Math.round(period));
        double most = spectrum[nearest];
        for (int away = 0; away <= 0.1 * nearest; away++) {
            int below = nearest - away;
            int above = nearest + away;
            boolean peakBelow = spectrum[below] >= spectrum[below - 1] && spectrum[below] > spectrum[below + 1];
            boolean peakAbove = spectrum[above] >= spectrum[above - 1] && spectrum[above] > spectrum[above + 1];
            if (peakBelow || peakAbove) {
                most = Math.max(peakBelow ? spectrum[below] : 0, peakAbove ? spectrum[above] : 0);
                break;
            }
        }
        return 10 * Math.log10(Math.max(most, 1e-30) / Math.max(spectrum[0] - most, 1e-30));
    }
}
