package serlab.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import serlab.Percent;
import serlab.cli.terminal.TextWidth;
import serlab.predict.live.LiveUpdate;

/** Panel of a live answer, a few lines of a terminal that are drawn over each other: time, level, pitch, emotion, bars. */
final class ListenPanel {
    private static final String BEGIN = "\u001b[";
    private static final String BOLD = BEGIN + "1m";
    private static final String PLAIN = BEGIN + "0m";
    private static final String CLEAR_BELOW = BEGIN + "J";
    private static final int BARS = 4;
    private static final int WIDTH = 30;
    private static final int NAME = 12;
    /** Level at which the bar is empty, in dB. */
    private static final double QUIET_DB = -60;

    private int lines;
    private String shown = "";

    /** What draws an answer in the place of the one before. */
    String drawn(LiveUpdate update) {
        String back = back();
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, " %s   %s %6.1f dB   pitch %s%n", clock(update.timeSeconds()),
                bar(1 - update.levelDb() / QUIET_DB), update.levelDb(), Double.isNaN(update.pitchHz()) ? "–"
                        : String.format(Locale.ROOT, "%.0f Hz", update.pitchHz())));
        text.append(' ').append(BOLD).append(update.emotion()).append(PLAIN);
        if (update.possible().size() > 1) {
            text.append(" (possible: ").append(String.join(", ", update.possible())).append(')');
        }
        text.append(String.format(update.notes().isEmpty() ? "%n" : " (unlike what the model was trained on)%n"));
        List<Map.Entry<String, Float>> highest = highest(update, BARS);
        for (int i = 0; i < BARS; i++) {
            text.append(i < highest.size() ? String.format(Locale.ROOT, "   %s %s %5s%n", named(highest.get(i).getKey()),
                    bar(highest.get(i).getValue()), Percent.ofProbabilityWhole(highest.get(i).getValue())) : String.format("%n"));
        }
        shown = text.toString();
        lines = (int) shown.lines().count();
        return back + shown;
    }

    /** What writes a line above the panel. */
    String above(String line) {
        return back() + line + System.lineSeparator() + shown;
    }

    private String back() {
        return lines == 0 ? "" : BEGIN + lines + "A\r" + CLEAR_BELOW;
    }

    /** The most probable emotions. */
    static List<Map.Entry<String, Float>> highest(LiveUpdate update, int most) {
        return update.probabilities().entrySet().stream().sorted((a, b) -> Float.compare(b.getValue(), a.getValue()))
                .limit(most)
                .toList();
    }

    private static String named(String emotion) {
        String cut = emotion.substring(0, Math.min(NAME, emotion.length()));
        return cut + TextWidth.gap(cut, NAME);
    }

    private static String clock(double seconds) {
        long tenths = Math.round(10 * seconds);
        return String.format(Locale.ROOT, "%d:%02d:%02d.%d", tenths / 36_000, tenths / 600 % 60, tenths / 10 % 60,
                tenths % 10);
    }

    private static String bar(double share) {
        int full = (int) Math.round(WIDTH * Math.max(0, Math.min(1, share)));
        return "█".repeat(full) + "░".repeat(WIDTH - full);
    }
}
