package serlab.experiment;

import java.util.Locale;
import java.util.Optional;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.ClusteredUar;
import serlab.evaluation.TestScores;

/** Outlook of a learning curve in a sentence: what more clips would bring, from what the second half of them brought. */
final class Outlook {
    /** UAR that is hardly worth the recording. */
    private static final double LITTLE = 0.02;

    private Outlook() {
    }

    /**
     * What more clips would bring.
     *
     * @param whole     answers of models that had learned of all clips
     * @param half      of about half of them, to the same clips; empty where there were too few to halve
     * @param allClips  of each class, mean
     * @param halfClips likewise
     */
    static String of(TestScores whole, Optional<TestScores> half, double allClips, double halfClips) {
        Optional<ClusteredUar> gained = half.flatMap(fewer -> TestScores.difference(whole, fewer));
        if (gained.isEmpty()) {
            return "There are too few clips to say what more of them would bring.";
        }
        ClusteredUar gain = gained.get();
        double uar = whole.summary(ClassificationReport::uar).mean();
        String seen = String.format(Locale.ROOT, "From %.0f to %.0f clips of each class UAR changed by %+.1f points %s", halfClips, allClips,
                100 * gain.value(), gain.interval().points());
        if (gain.interval().lower() > 0) {
            return seen + String.format(Locale.ROOT, ": as many again (%.0f of each class) may bring up to about %.1f points more.",
                    2 * allClips, 100 * Math.min(gain.value(), 1 - uar));
        }
        if (gain.interval().upper() < LITTLE) {
            return seen + ": more clips of this kind would bring little; other speakers, or classes that sound less alike, may.";
        }
        return seen + ", which may be chance: whether more clips would help cannot be told yet; record as many again and see.";
    }
}
