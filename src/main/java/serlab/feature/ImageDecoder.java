package serlab.feature;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import serlab.InvalidInputException;

/**
 * Decoder of a PNG or JPEG file into channels {@code float[rows from below][columns]}, 0 black to 1 white. Gray images give
 * their values as they are. Transparency is ignored.
 */
public final class ImageDecoder {
    private static final int MOST_PIXELS_A_SIDE = 8192;
    private static final int MOST_PIXELS = 1 << 24;

    private ImageDecoder() {
    }

    /**
     * @param location what messages call the file
     * @param color    what the channels are
     * @throws InvalidInputException if the bytes are not a whole image of at most 8192 pixels a side and 2^24 in all
     */
    public static List<float[][]> decode(byte[] content, String location, ImageSpec.Color color) {
        BufferedImage image = read(content, location);
        if (image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
            double white = (1L << image.getColorModel().getComponentSize(0)) - 1;
            return Collections.nCopies(color.channels(),
                    channel(image, (column, row) -> image.getRaster().getSample(column, row, 0) / white));
        }
        if (color == ImageSpec.Color.GRAY) {
            return List.<float[][]>of(channel(image, (column, row) -> luma(image.getRGB(column, row))));
        }
        return Stream.of(16, 8, 0)
                .map(bits -> channel(image, (column, row) -> (image.getRGB(column, row) >> bits & 0xFF) / 255.0)).toList();
    }

    /** A value of each pixel. */
    private interface Reading {
        double at(int column, int row);
    }

    private static float[][] channel(BufferedImage image, Reading reading) {
        int height = image.getHeight();
        float[][] channel = new float[height][image.getWidth()];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < image.getWidth(); column++) {
                channel[height - 1 - row][column] = (float) reading.at(column, row);
            }
        }
        return channel;
    }

    private static BufferedImage read(byte[] content, String location) {
        boolean png = PngText.isPng(content);
        byte[] image = png ? PngText.removed(content) : content;
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(image))) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(png ? "png" : "jpeg");
            if (!png && !isJpeg(content) || !readers.hasNext()) {
                throw new InvalidInputException(location + ": is no PNG or JPEG image; features of type image"
                        + " need a corpus of images, such as ./ser spectrograms makes");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if (width > MOST_PIXELS_A_SIDE || height > MOST_PIXELS_A_SIDE) {
                    throw new InvalidInputException(location + ": is " + width + " x " + height + " pixels; at most "
                            + MOST_PIXELS_A_SIDE + " a side are read: make it smaller");
                }
                if ((long) width * height > MOST_PIXELS) {
                    throw new InvalidInputException(location + ": is " + width + " x " + height + " pixels; at most "
                            + MOST_PIXELS + " are read: make it smaller");
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new InvalidInputException(location + ": the image is damaged (" + e.getClass().getSimpleName()
                    + "); write it again", e);
        }
    }

    private static boolean isJpeg(byte[] content) {
        return content.length > 2 && (content[0] & 0xFF) == 0xFF && (content[1] & 0xFF) == 0xD8;
    }

    private static double luma(int rgb) {
        return (0.299 * (rgb >> 16 & 0xFF) + 0.587 * (rgb >> 8 & 0xFF) + 0.114 * (rgb & 0xFF)) / 255;
    }
}
