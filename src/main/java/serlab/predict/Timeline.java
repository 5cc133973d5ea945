package serlab.predict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import serlab.audio.Silence;
import serlab.audio.Waveform;

/**
 * A recording from its beginning to its end, without gap or overlap: every moment is silent, without a voice, or belongs to the scored
 * window whose middle is nearest among those that overlap there.
 */
final class Timeline {
    /** Pauses shorter than this belong to what is said. */
    private static final double PAUSE_SECONDS = 0.5;

    private Timeline() {
    }

    /**
     * The timeline.
     *
     * @param windows what was scored, in order, at least one; what none of them covers was passed over as silent
     */
    static List<Segment> of(Waveform sound, List<Segment> windows) {
        double duration = sound.durationSeconds();
        List<Silence.Stretch> silent = new ArrayList<>(Silence.stretches(sound, PAUSE_SECONDS));
        double[] borders = new double[windows.size() + 1];
        borders[windows.size()] = duration;
        for (int i = 0; i <= windows.size(); i++) {
            double before = i == 0 ? 0 : windows.get(i - 1).endSeconds();
            double after = i == windows.size() ? duration : windows.get(i).startSeconds();
            if (after > before) {
                silent.add(new Silence.Stretch(before, after));
            }
            borders[i] = i == 0 ? 0 : i == windows.size() ? duration : (before + after) / 2;
        }
        silent.sort(Comparator.comparingDouble(Silence.Stretch::startSeconds));
        List<Segment> timeline = new ArrayList<>();
        double at = 0;
        for (Silence.Stretch stretch : silent) {
            speech(timeline, at, stretch.startSeconds(), borders, windows);
            without(timeline, Math.max(at, stretch.startSeconds()), Math.min(duration, stretch.endSeconds()),
                    Prediction.SILENCE);
            at = Math.max(at, Math.min(duration, stretch.endSeconds()));
        }
        speech(timeline, at, duration, borders, windows);
        return timeline;
    }

    private static void speech(List<Segment> timeline, double from, double to, double[] borders, List<Segment> windows) {
        for (int i = 0; i < windows.size(); i++) {
            double start = Math.max(from, borders[i]);
            double end = Math.min(to, borders[i + 1]);
            if (end > start) {
                Segment window = windows.get(i);
                if (window.emotion().equals(Prediction.NO_VOICE)) {
                    without(timeline, start, end, Prediction.NO_VOICE);
                } else {
                    timeline.add(new Segment(start, end, window.emotion(), window.probabilities()));
                }
            }
        }
    }

    /** Adds a part without an emotion to the timeline, or to its last part if that is of the same kind. */
    private static void without(List<Segment> timeline, double from, double to, String instead) {
        if (to <= from) {
            return;
        }
        Segment last = timeline.isEmpty() ? null : timeline.get(timeline.size() - 1);
        boolean goesOn = last != null && last.emotion().equals(instead);
        if (goesOn) {
            timeline.remove(timeline.size() - 1);
        }
        timeline.add(new Segment(goesOn ? last.startSeconds() : from, to, instead, Map.of()));
    }
}
