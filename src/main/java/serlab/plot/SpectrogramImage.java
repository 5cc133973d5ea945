package serlab.plot;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A matrix as a bare picture, one pixel per value: {@code frames} wide, {@code bands} high, band 0 in the lowest row. */
public final class SpectrogramImage {
    private static final float JPEG_QUALITY = 0.95f;
    private static final int LEVELS = 256;

    /** How the picture is stored. */
    public enum Format {
        /** Lossless. */
        PNG,
        /** JPEG of quality 0.95. */
        JPG
    }

    private SpectrogramImage() {
    }

    /** Shades of gray: 0 for {@code low} and less, 255 for {@code high} and more, linear between. */
    public static BufferedImage gray(float[][] values, double low, double high) {
        int bands = values.length;
        BufferedImage image = new BufferedImage(values[0].length, bands, BufferedImage.TYPE_BYTE_GRAY);
        WritableRaster raster = image.getRaster();
        for (int band = 0; band < bands; band++) {
            for (int frame = 0; frame < values[band].length; frame++) {
                raster.setSample(frame, bands - 1 - band, 0, level(values[band][frame], low, high));
            }
        }
        return image;
    }

    /** Colors of a map: its first for {@code low} and less, its last for {@code high} and more, in 256 steps. */
    public static BufferedImage rgb(float[][] values, double low, double high, ColorMap colors) {
        int[] palette = new int[LEVELS];
        for (int level = 0; level < LEVELS; level++) {
            palette[level] = colors.at(level / (LEVELS - 1.0)).getRGB();
        }
        int bands = values.length;
        BufferedImage image = new BufferedImage(values[0].length, bands, BufferedImage.TYPE_INT_RGB);
        for (int band = 0; band < bands; band++) {
            for (int frame = 0; frame < values[band].length; frame++) {
                image.setRGB(frame, bands - 1 - band, palette[level(values[band][frame], low, high)]);
            }
        }
        return image;
    }

    /** The picture as a whole file. */
    public static byte[] encode(BufferedImage image, Format format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format == Format.PNG ? "png" : "jpeg").next();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            if (format == Format.JPG) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(JPEG_QUALITY);
            }
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture could not be encoded as " + format, e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static int level(double value, double low, double high) {
        return (int) Math.round((LEVELS - 1) * Math.max(0, Math.min(1, (value - low) / (high - low))));
    }
}
