package serlab.notebook;

import java.util.Locale;
import java.util.UUID;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import serlab.Html;
import serlab.notebook.kernel.CellWords;

/** One output of the cell that runs, replaced again and again; outside a kernel nothing is shown. */
final class LiveCell {
    private static final MIMEType HTML = MIMEType.parse("text/html");
    /** What is done sooner needs no bar. */
    private static final long SHORT_NANOS = 500_000_000L;
    private static final long BETWEEN_NANOS = 200_000_000L;

    private final String display = UUID.randomUUID().toString();
    private boolean open;
    private String what;
    private Pace pace;
    private long drawn;

    /** Puts something in the place of what was shown. */
    synchronized void show(DisplayData data) {
        CellKernel.running().ifPresent(kernel -> {
            if (open) {
                kernel.getIO().display.updateDisplay(display, data);
            } else {
                data.putTransientData(DisplayData.DISPLAY_ID_KEY, display);
                kernel.display(data);
                open = true;
            }
        });
    }

    /** Takes away what was shown; a little room stays. */
    synchronized void clear() {
        if (open) {
            DisplayData nothing = new DisplayData();
            nothing.putText("");
            show(nothing);
        }
    }

    /** Shows a bar with the rate and the time that is left; nothing of what is over at once. */
    synchronized void progress(String what, int done, int total) {
        long now = System.nanoTime();
        if (!what.equals(this.what)) {
            this.what = what;
            pace = new Pace(done, now);
        }
        boolean over = done == total;
        if (over ? !open : pace.nanos(now) < SHORT_NANOS || now - drawn < BETWEEN_NANOS) {
            return;
        }
        drawn = now;
        String rest = over ? "" : pace.words(done, total, now);
        DisplayData data = new DisplayData();
        data.putText(String.format(Locale.ROOT, "%s: %,d of %,d%s", what, done, total, rest));
        data.putData(HTML, bar(what, done, total, rest));
        show(data);
    }

    /** A bar in HTML, with what else there is to say behind it. */
    static String bar(String what, int done, int total, String rest) {
        return String.format(Locale.ROOT, "%s <progress max=\"%d\" value=\"%d\"></progress> %,d of %,d%s", Html.escaped(what), total, done,
                done, total, Html.escaped(rest));
    }

    /** Shows a line that stays. */
    void say(String line) {
        DisplayData data = new DisplayData();
        data.putText(CellWords.of(line));
        CellKernel.running().ifPresent(kernel -> kernel.display(data));
    }
}
