package serlab.feature.duplicate;

import java.util.Locale;

/**
 * Two recordings that are one.
 *
 * @param first     position in the list that was searched
 * @param second    a later position
 * @param semitones by how much the second is higher; 0 if it was not changed in pitch or speed
 * @param tempo     how much faster the second is; 1 if it was not changed in tempo or speed
 * @param agreement correlation of the waveforms, or of the spectrograms where pitch or tempo were changed
 */
public record SamePair(int first, int second, double semitones, double tempo, double agreement) {
    private static final double LEAST_SEMITONES = 0.25;
    private static final double LEAST_TEMPO = 0.01;

    static SamePair unchanged(int first, int second, double correlation) {
        return new SamePair(first, second, 0, 1, correlation);
    }

    /** Whether pitch, tempo or speed was changed. */
    public boolean changed() {
        return higher() || faster();
    }

    private boolean higher() {
        return Math.abs(semitones) >= LEAST_SEMITONES;
    }

    private boolean faster() {
        return Math.abs(tempo - 1) >= LEAST_TEMPO;
    }

    /** How the second differs: {@code r = 0.98}, {@code 1.0 semitones higher}, {@code 1.05 times as fast}. */
    public String words() {
        String pitch = higher() ? String.format(Locale.ROOT, "%.1f semitones %s", Math.abs(semitones),
                semitones > 0 ? "higher" : "lower") : "";
        String speed = faster() ? String.format(Locale.ROOT, "%.2f times as fast", tempo) : "";
        String change = pitch + (pitch.isEmpty() || speed.isEmpty() ? "" : ", ") + speed;
        return (change.isEmpty() ? "" : change + ", ") + String.format(Locale.ROOT, "r = %.2f", agreement);
    }
}
