package serlab.plot;

import java.awt.Color;

/**
 * Perceptually ordered colors for values in 0..1, interpolated linearly between evenly spaced anchors.
 *
 * <p>Source: matplotlib's {@code viridis}, {@code magma} and {@code Blues}, every eighth of the range; {@code RdBu_r}, every tenth.
 */
public enum ColorMap {
    VIRIDIS(0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C, 0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725),
    MAGMA(0x000004, 0x1D1147, 0x51127C, 0x832681, 0xB73779, 0xE75263, 0xFC8961, 0xFEC488, 0xFCFDBF),
    BLUES(0xF7FBFF, 0xDEEBF7, 0xC6DBEF, 0x9ECAE1, 0x6BAED6, 0x4292C6, 0x2171B5, 0x08519C, 0x08306B),
    GRAYS(0xFFFFFF, 0x000000),
    /** Blue below the middle, red above; for values on both sides of 0. */
    BLUE_RED(0x053061, 0x2166AC, 0x4393C3, 0x92C5DE, 0xD1E5F0, 0xF7F7F7, 0xFDDBC7, 0xF4A582, 0xD6604D, 0xB2182B, 0x67001F);

    private static final double DARK = 0.45;
    private final int[] anchors;

    ColorMap(int... anchors) {
        this.anchors = anchors;
    }

    /** The color of {@code value}; values outside 0..1 take the color of the nearer end. */
    public Color at(double value) {
        double position = Math.max(0, Math.min(1, value)) * (anchors.length - 1);
        int below = Math.min((int) position, anchors.length - 2);
        double share = position - below;
        Color low = new Color(anchors[below]);
        Color high = new Color(anchors[below + 1]);
        return new Color(mix(low.getRed(), high.getRed(), share), mix(low.getGreen(), high.getGreen(), share),
                mix(low.getBlue(), high.getBlue(), share));
    }

    /** White on dark colors, ink on light ones, by the color's luma. */
    static Color textOn(Color background) {
        double luma = (0.299 * background.getRed() + 0.587 * background.getGreen() + 0.114 * background.getBlue()) / 255;
        return luma < DARK ? Color.WHITE : Canvas.INK;
    }

    private static int mix(int low, int high, double share) {
        return (int) Math.round(low + share * (high - low));
    }
}
