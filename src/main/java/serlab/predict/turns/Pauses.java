package serlab.predict.turns;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import serlab.audio.Silence;
import serlab.predict.Prediction;

/** Pauses between the turns of a conversation: what a model hears of them, and which of them are marked. */
final class Pauses {
    /** A model is trained on clips with some silence around the words, and hears as much of it here, in seconds. */
    private static final double HEARD = 0.5;
    /** Shorter ones belong to the turn before them: the edge of a word, no pause. */
    private static final double SHORTEST = 0.1;

    private final SpeechSearch.Found found;

    Pauses(SpeechSearch.Found found) {
        this.found = found;
    }

    /**
     * The parts with as much of the pauses around them as is heard for their emotion: half a second at most, of a pause between two
     * stretches of sound half at most. Parts without a pause between them stay apart where they were.
     *
     * @param parts in order, each within one stretch
     */
    List<Spoken> heardAround(List<Spoken> parts) {
        List<SpeechSearch.Stretch> stretches = found.stretches();
        List<Spoken> heard = new ArrayList<>();
        int at = 0;
        for (Spoken part : parts) {
            while (at + 1 < stretches.size() && stretches.get(at + 1).startSeconds() < part.startSeconds() + Turn.NO_GAP) {
                at++;
            }
            double before = at == 0 ? part.startSeconds() : (part.startSeconds() - stretches.get(at - 1).endSeconds()) / 2;
            double behind = at == stretches.size() - 1 ? found.seconds() - part.endSeconds()
                    : (stretches.get(at + 1).startSeconds() - part.endSeconds()) / 2;
            boolean begins = part.startSeconds() - stretches.get(at).startSeconds() < Turn.NO_GAP;
            boolean ends = stretches.get(at).endSeconds() - part.endSeconds() < Turn.NO_GAP;
            heard.add(new Spoken(part.startSeconds() - (begins ? heard(before) : 0), part.endSeconds() + (ends ? heard(behind) : 0),
                    part.speaker()));
        }
        return heard;
    }

    private static double heard(double pause) {
        return Math.min(HEARD, Math.max(0, pause));
    }

    /** From beginning to end: what is no turn is silent, or there is something that is no voice. */
    List<Turn> filled(List<Turn> spoken) {
        List<Turn> others = new ArrayList<>(spoken);
        double loudest = found.stretches().stream().mapToDouble(SpeechSearch.Stretch::levelDb).max().orElse(0);
        found.stretches().stream().filter(stretch -> !stretch.voice()).forEach(stretch -> others.add(Turn.without(stretch.startSeconds(),
                stretch.endSeconds(), stretch.levelDb() < loudest - Silence.BELOW_DB ? Prediction.SILENCE : Prediction.NO_VOICE)));
        others.sort(Comparator.comparingDouble(Turn::startSeconds));
        List<Turn> all = new ArrayList<>();
        double at = 0;
        for (Turn turn : others) {
            silence(all, at, turn.startSeconds());
            if (turn.emotion().equals(Prediction.SILENCE)) {
                silence(all, turn.startSeconds(), turn.endSeconds());
            } else {
                all.add(turn);
            }
            at = turn.endSeconds();
        }
        silence(all, at, found.seconds());
        return withoutBriefOnes(all);
    }

    private static void silence(List<Turn> turns, double from, double to) {
        if (to - from < Turn.NO_GAP) {
            return;
        }
        Turn last = turns.isEmpty() ? null : turns.get(turns.size() - 1);
        boolean goesOn = last != null && last.emotion().equals(Prediction.SILENCE);
        if (goesOn) {
            turns.remove(turns.size() - 1);
        }
        turns.add(Turn.without(goesOn ? last.startSeconds() : from, to, Prediction.SILENCE));
    }

    private static List<Turn> withoutBriefOnes(List<Turn> turns) {
        List<Turn> kept = new ArrayList<>();
        double from = 0;
        for (Turn turn : turns) {
            boolean brief = turn.emotion().equals(Prediction.SILENCE) && turn.seconds() < SHORTEST && turns.size() > 1;
            if (!brief) {
                kept.add(kept.isEmpty() ? turn.between(from, turn.endSeconds()) : turn);
            } else if (!kept.isEmpty()) {
                Turn before = kept.remove(kept.size() - 1);
                kept.add(before.between(before.startSeconds(), turn.endSeconds()));
            }
        }
        return kept;
    }
}
