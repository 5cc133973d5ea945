package serlab.plot;

import java.awt.Color;

/**
 * Colors that remain distinct with color-blind sight, and gray. Source: Okabe and Ito, "Color Universal Design" (2008),
 * without its yellow, which is faint on white.
 */
final class Palette {
    private static final Color[] OKABE_ITO = {new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73),
        new Color(0xCC79A7), new Color(0xE69F00), new Color(0x56B4E9), new Color(0x000000), new Color(0x8C8C8C)};

    private Palette() {
    }

    /** How many there are. */
    static int size() {
        return OKABE_ITO.length;
    }

    /** The color of the series at {@code index}; repeats after eight. */
    static Color series(int index) {
        return OKABE_ITO[index % OKABE_ITO.length];
    }
}
