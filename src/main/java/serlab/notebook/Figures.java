package serlab.notebook;

import java.io.File;
import tech.tablesaw.plotly.components.Figure;

/**
 * Tablesaw's {@code Plot} for cells: its {@code show} puts a figure into the cell, where Tablesaw would write a page and open a
 * browser.
 */
public final class Figures {
    private Figures() {
    }

    /** Shows a figure. */
    public static void show(Figure figure) {
        CellKernel.running().ifPresent(kernel -> kernel.display(kernel.getRenderer().render(figure)));
    }

    /** @param place in Tablesaw's page; not needed here */
    public static void show(Figure figure, String place) {
        show(figure);
    }

    /** @param page that Tablesaw would write; not written here */
    public static void show(Figure figure, File page) {
        show(figure);
    }

    /**
     * Shows a figure.
     *
     * @param place in Tablesaw's page; not needed here
     * @param page  that Tablesaw would write; not written here
     */
    public static void show(Figure figure, String place, File page) {
        show(figure);
    }
}
