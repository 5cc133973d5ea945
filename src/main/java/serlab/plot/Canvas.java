package serlab.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/**
 * A white sheet measured in points, {@value #SCALE} pixels each, with the few strokes that the figures share.
 *
 * <p>Mutable; one per figure.
 */
final class Canvas {
    /** Pixels per point. */
    static final int SCALE = 2;
    static final Color INK = new Color(0x222222);
    static final Color QUIET = new Color(0x666666);
    static final Color GRID = new Color(0xE3E3E3);

    /** Where a text lies relative to its anchor. */
    enum Align { LEFT, CENTER, RIGHT }

    private final BufferedImage image;
    private final Graphics2D graphics;

    Canvas(double width, double height) {
        Fonts.requireUsable();
        image = new BufferedImage((int) Math.ceil(width * SCALE), (int) Math.ceil(height * SCALE), BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(SCALE, SCALE);
        fill(0, 0, width + 1, height + 1, Color.WHITE);
    }

    Graphics2D graphics() {
        return graphics;
    }

    BufferedImage image() {
        return image;
    }

    void fill(double x, double y, double width, double height, Color color) {
        graphics.setColor(color);
        graphics.fill(new Rectangle2D.Double(x, y, width, height));
    }

    void frame(double x, double y, double width, double height, Color color) {
        graphics.setStroke(new BasicStroke(1));
        graphics.setColor(color);
        graphics.draw(new Rectangle2D.Double(x, y, width, height));
    }

    void line(double x1, double y1, double x2, double y2, Color color, float thickness, float... dashes) {
        graphics.setStroke(dashes.length == 0 ? new BasicStroke(thickness)
                : new BasicStroke(thickness, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dashes, 0));
        graphics.setColor(color);
        graphics.draw(new Line2D.Double(x1, y1, x2, y2));
    }

    void disc(double x, double y, double radius, Color color) {
        graphics.setColor(color);
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    /** A disc, a square or a triangle of about one area, by its shape's number from 0; a disc again after three. */
    void mark(int shape, double x, double y, double radius, Color color) {
        switch (shape % 3) {
            case 1 -> fill(x - 0.89 * radius, y - 0.89 * radius, 1.77 * radius, 1.77 * radius, color);
            case 2 -> {
                Path2D triangle = new Path2D.Double();
                triangle.moveTo(x, y - 1.5 * radius);
                triangle.lineTo(x + 1.35 * radius, y + 0.85 * radius);
                triangle.lineTo(x - 1.35 * radius, y + 0.85 * radius);
                triangle.closePath();
                graphics.setColor(color);
                graphics.fill(triangle);
            }
            default -> disc(x, y, radius, color);
        }
    }

    /** Writes one line; {@code y} is the middle of its capital letters. */
    void text(String text, double x, double y, Font font, Color color, Align align) {
        double shift = switch (align) {
            case LEFT -> 0;
            case CENTER -> Fonts.width(text, font) / 2;
            case RIGHT -> Fonts.width(text, font);
        };
        graphics.setFont(font);
        graphics.setColor(color);
        graphics.drawString(text, (float) (x - shift), (float) (y + 0.36 * font.getSize2D()));
    }

    /** Writes one line turned anticlockwise by {@code degrees} around its anchor. */
    void turnedText(String text, double x, double y, double degrees, Font font, Color color, Align align) {
        AffineTransform before = graphics.getTransform();
        graphics.rotate(-Math.toRadians(degrees), x, y);
        text(text, x, y, font, color, align);
        graphics.setTransform(before);
    }

    /** Draws a color bar with its ends and middle labeled on the right. */
    void colorBar(Rectangle2D at, ColorMap colors, String low, String middle, String high) {
        int steps = (int) (at.getHeight() * SCALE);
        for (int i = 0; i < steps; i++) {
            double y = at.getMaxY() - (i + 1) * at.getHeight() / steps;
            fill(at.getX(), y, at.getWidth(), at.getHeight() / steps, colors.at((i + 0.5) / steps));
        }
        frame(at.getX(), at.getY(), at.getWidth(), at.getHeight(), QUIET);
        double x = at.getMaxX() + 6;
        text(high, x, at.getY() + 5, Fonts.SMALL, INK, Align.LEFT);
        text(middle, x, at.getCenterY(), Fonts.SMALL, INK, Align.LEFT);
        text(low, x, at.getMaxY() - 5, Fonts.SMALL, INK, Align.LEFT);
    }

    byte[] png() {
        graphics.dispose();
        return encode(image);
    }

    static byte[] encode(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "png", bytes)) {
                throw new IllegalStateException("this Java runtime has no PNG writer; use one with the java.desktop module");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a figure could not be encoded as PNG", e);
        }
        return bytes.toByteArray();
    }
}
