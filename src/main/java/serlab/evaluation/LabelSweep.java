package serlab.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Walk through a recording along what was true and what was said, from one change of either to the next. */
final class LabelSweep {
    private final List<Event> events = new ArrayList<>();

    /** Takes a stretch in which nothing changes. */
    interface Sink {
        /**
         * @param seconds how long it is
         * @param truth   labels that are true in it
         * @param said    labels that were said of it
         */
        void accept(double seconds, Set<String> truth, Set<String> said);
    }

    /** @param kind 0 for what was true, 1 for what was said, 2 for what is not scored */
    private record Event(double seconds, int kind, String label, int change) {
    }

    LabelSweep(List<LabeledSpan> truth, List<LabeledSpan> said) {
        truth.forEach(span -> add(0, span));
        said.forEach(span -> add(1, span));
    }

    private void add(int kind, LabeledSpan span) {
        events.add(new Event(span.startSeconds(), kind, span.label(), 1));
        events.add(new Event(span.endSeconds(), kind, span.label(), -1));
    }

    /** Leaves a stretch out. */
    void leaveOut(double startSeconds, double endSeconds) {
        add(2, new LabeledSpan(startSeconds, endSeconds, ""));
    }

    void run(Sink sink) {
        events.sort(Comparator.comparingDouble(Event::seconds));
        List<Map<String, Integer>> active = List.of(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            active.get(event.kind()).merge(event.label(), event.change(), (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b));
            double seconds = i + 1 < events.size() ? events.get(i + 1).seconds() - event.seconds() : 0;
            if (seconds > 0 && active.get(2).isEmpty()) {
                sink.accept(seconds, active.get(0).keySet(), active.get(1).keySet());
            }
        }
    }
}
