package serlab.notebook;

import java.util.Locale;
import java.util.UUID;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import serlab.Html;
import serlab.notebook.kernel.CellWords;

/** One output of the cell that runs, replaced again and again; outside a kernel nothing is shown. */
final class LiveCell {
    private static final MIMEType HTML = MIMEType.parse("text/html");

    private final String display = UUID.randomUUID().toString();
    private boolean open;

    /** Puts something in the place of what was shown. */
    void show(DisplayData data) {
        BaseKernel kernel = BaseKernel.notebookKernel();
        if (kernel == null) {
            return;
        }
        if (open) {
            kernel.getIO().display.updateDisplay(display, data);
        } else {
            data.putTransientData(DisplayData.DISPLAY_ID_KEY, display);
            kernel.display(data);
            open = true;
        }
    }

    /** Shows a bar. */
    void progress(String what, int done, int total) {
        DisplayData data = new DisplayData();
        data.putText(String.format(Locale.ROOT, "%s: %,d of %,d", what, done, total));
        data.putData(HTML, String.format(Locale.ROOT, "%s <progress max=\"%d\" value=\"%d\"></progress> %,d of %,d",
                Html.escaped(what), total, done, done, total));
        show(data);
    }

    /** Shows a line that stays. */
    void say(String line) {
        BaseKernel kernel = BaseKernel.notebookKernel();
        if (kernel != null) {
            DisplayData data = new DisplayData();
            data.putText(CellWords.of(line));
            kernel.display(data);
        }
    }
}
