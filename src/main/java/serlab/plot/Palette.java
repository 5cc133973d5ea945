package serlab.plot;

import java.awt.Color;

/** Colours that remain distinct with colour-blind sight. Source: Okabe and Ito, "Color Universal Design" (2008). */
final class Palette {
    private static final Color[] OKABE_ITO = {new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73),
        new Color(0xCC79A7), new Color(0xE69F00), new Color(0x56B4E9), new Color(0x000000)};

    private Palette() {
    }

    /** The colour of the series at {@code index}; repeats after seven. */
    static Color series(int index) {
        return OKABE_ITO[index % OKABE_ITO.length];
    }
}
