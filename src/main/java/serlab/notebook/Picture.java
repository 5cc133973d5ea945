package serlab.notebook;

/**
 * A picture that a cell shows, at half its pixels so that it is crisp on dense screens.
 *
 * @param png   the encoded picture
 * @param width of the shown picture, in CSS pixels
 * @param title what it shows, for those who do not see it
 */
public record Picture(byte[] png, int width, String title) {
    private static final int WIDTH_AT = 16;
    /** Larger files are made smaller, so that notebooks stay small. */
    private static final int LARGE = 30_000;
    private static final int HUGE = 250_000;

    /**
     * A picture of two pixels per CSS pixel, as this library draws them, in at most 256 colors; one that would be huge even
     * so gets one pixel per CSS pixel and 64 colors.
     *
     * @param title what it shows
     */
    public static Picture of(byte[] png, String title) {
        int pixels = (png[WIDTH_AT] & 0xff) << 24 | (png[WIDTH_AT + 1] & 0xff) << 16 | (png[WIDTH_AT + 2] & 0xff) << 8
                | png[WIDTH_AT + 3] & 0xff;
        byte[] small = png.length > LARGE ? IndexedColors.of(png, 1, 256) : png;
        return new Picture(small.length > HUGE ? IndexedColors.of(png, 0.5, 64) : small, pixels / 2, title);
    }

    @Override
    public String toString() {
        return title;
    }
}
