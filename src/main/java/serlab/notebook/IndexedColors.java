package serlab.notebook;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;

/** Pictures in at most 256 colors, so that notebooks that hold many of them stay small. */
final class IndexedColors {
    /** Bits dropped of each channel when alike colors are put together. */
    private static final int DROPPED = 3;
    private static final int APART = 24;

    private IndexedColors() {
    }

    /** The mean of the pixels whose colors are alike. */
    private static final class Group {
        private long count;
        private final long[] sums = new long[3];

        void add(int rgb) {
            count++;
            for (int channel = 0; channel < 3; channel++) {
                sums[channel] += rgb >> 8 * channel & 0xff;
            }
        }

        int color() {
            int rgb = 0;
            for (int channel = 0; channel < 3; channel++) {
                rgb |= (int) (sums[channel] / count) << 8 * channel;
            }
            return rgb;
        }
    }

    /**
     * The same picture, smaller as a file where it can be.
     *
     * @param scale   below 1 to make it smaller in pixels
     * @param colors at most 256
     */
    static byte[] of(byte[] png, double scale, int colors) {
        try {
            BufferedImage image = scaled(ImageIO.read(new ByteArrayInputStream(png)), scale);
            Map<Integer, Group> groups = new HashMap<>();
            for (int rgb : pixels(image)) {
                groups.computeIfAbsent(key(rgb), key -> new Group()).add(rgb);
            }
            int[] palette = palette(groups, colors);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(indexed(image, groups, palette), "png", out);
            return scale == 1 && out.size() >= png.length ? png : out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a picture cannot be encoded: " + e.getMessage(), e);
        }
    }

    /** Frequent colors, first those that are far apart, so that rare ones like a gray line have one near them. */
    private static int[] palette(Map<Integer, Group> groups, int colors) {
        List<Integer> frequent = groups.values().stream()
                .sorted(Comparator.comparingLong((Group group) -> group.count).reversed()).map(Group::color).toList();
        Set<Integer> chosen = new LinkedHashSet<>();
        for (int rgb : frequent) {
            if (chosen.size() < colors && chosen.stream().allMatch(other -> distance(rgb, other) > APART * APART)) {
                chosen.add(rgb);
            }
        }
        for (int rgb : frequent) {
            if (chosen.size() < colors) {
                chosen.add(rgb);
            }
        }
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    private static BufferedImage indexed(BufferedImage image, Map<Integer, Group> groups, int[] palette) {
        IndexColorModel colors = new IndexColorModel(8, palette.length, palette, 0, false, -1,
                DataBuffer.TYPE_BYTE);
        BufferedImage result = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, colors);
        Map<Integer, Integer> nearest = new HashMap<>();
        groups.forEach((key, group) -> nearest.put(key, nearest(group.color(), palette)));
        int[] pixels = pixels(image);
        int[] indices = Arrays.stream(pixels).map(rgb -> nearest.get(key(rgb))).toArray();
        result.getRaster().setPixels(0, 0, image.getWidth(), image.getHeight(), indices);
        return result;
    }

    private static int key(int rgb) {
        int mask = 0xff >> DROPPED << DROPPED;
        return rgb & (mask << 16 | mask << 8 | mask);
    }

    private static int nearest(int rgb, int[] palette) {
        int best = 0;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < palette.length; i++) {
            long distance = distance(rgb, palette[i]);
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    private static long distance(int rgb, int other) {
        long distance = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            long difference = (rgb >> shift & 0xff) - (other >> shift & 0xff);
            distance += difference * difference;
        }
        return distance;
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static BufferedImage scaled(BufferedImage image, double scale) {
        if (scale == 1) {
            return image;
        }
        BufferedImage result = new BufferedImage((int) (image.getWidth() * scale), (int) (image.getHeight() * scale),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = result.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(image, 0, 0, result.getWidth(), result.getHeight(), null);
        graphics.dispose();
        return result;
    }
}
