package serlab.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static serlab.ContentAssertions.assertContains;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import serlab.InvalidInputException;

class ImageSpecTest {
    private static final FeatureSpec SMALL = ImageSpec.defaults().with(Map.of("height", 2, "width", 3));

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    /** Three wide, two high: 0, 51, 102 above 153, 204, 255. */
    private static BufferedImage gray() {
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 6; i++) {
            image.getRaster().setSample(i % 3, i / 3, 0, 51 * i);
        }
        return image;
    }

    private static float[][] extract(FeatureSpec spec, byte[] content) {
        return spec.extract(content, "angry/clip.png", WaveformChange.NONE);
    }

    private static String refused(FeatureSpec spec, byte[] content) {
        return assertThrows(InvalidInputException.class, () -> extract(spec, content)).getMessage();
    }

    @Test
    void grayValuesComeAsTheyAreFromTheLowestRowUp() throws IOException {
        assertArrayEquals(new float[][] {{0.6f, 0.8f, 1}, {0, 0.2f, 0.4f}}, extract(SMALL, png(gray())));
    }

    @Test
    void colorsBecomeLuma() throws IOException {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xFF0000);
        image.setRGB(1, 0, 0x00FF00);
        image.setRGB(2, 0, 0x0000FF);
        float[][] luma = extract(SMALL.with(Map.of("height", 1)), png(image));
        assertArrayEquals(new float[] {0.299f, 0.587f, 0.114f}, luma[0], 1e-6f);
    }

    @Test
    void colorsStayApartOneAboveTheOther() throws IOException {
        FeatureSpec colors = SMALL.with(Map.of("color", "rgb"));
        assertEquals(List.of(3, 6), List.of(colors.channels(), colors.bands()));
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xFF0033);
        image.setRGB(2, 1, 0x336699);
        assertArrayEquals(new float[][] {{0, 0, 0.2f}, {1, 0, 0}, {0, 0, 0.4f}, {0, 0, 0}, {0, 0, 0.6f}, {0.2f, 0, 0}},
                extract(colors, png(image)));
        assertArrayEquals(new float[][] {{0.6f, 0.8f, 1}, {0, 0.2f, 0.4f}, {0.6f, 0.8f, 1}, {0, 0.2f, 0.4f},
                {0.6f, 0.8f, 1}, {0, 0.2f, 0.4f}}, extract(colors, png(gray())));
        FeatureSpec smaller = colors.with(Map.of("height", 1, "width", 1, "otherSize", "resize"));
        float[][] mean = extract(smaller, png(image));
        assertArrayEquals(new float[] {1.2f / 6, 0.4f / 6, 0.8f / 6}, new float[] {mean[0][0], mean[1][0], mean[2][0]}, 1e-6f);
    }

    @Test
    void anotherSizeIsRefusedByFileAndSize() throws IOException {
        String message = refused(ImageSpec.defaults(), png(gray()));
        assertContains(message, "angry/clip.png is 3 x 2 pixels");
        assertContains(message, "128 x 128");
        assertContains(message, "otherSize=resize");
    }

    @Test
    void resizingTakesTheMeanOfTheArea() throws IOException {
        FeatureSpec one = SMALL.with(Map.of("height", 1, "width", 1, "otherSize", "resize"));
        assertEquals(0.5f, extract(one, png(gray()))[0][0], 1e-6f);
        FeatureSpec wider = SMALL.with(Map.of("width", 6, "height", 4, "otherSize", "resize"));
        float[][] doubled = extract(wider, png(gray()));
        assertArrayEquals(new float[] {0.6f, 0.6f, 0.8f, 0.8f, 1, 1}, doubled[1], 1e-6f);
        assertArrayEquals(new float[] {0, 0, 0.2f, 0.2f, 0.4f, 0.4f}, doubled[2], 1e-6f);
    }

    @Test
    void damagedImagesAndRecordingsAreNamed() throws IOException {
        byte[] whole = png(gray());
        assertContains(refused(SMALL, Arrays.copyOf(whole, 40)), "angry/clip.png");
        assertContains(refused(SMALL, Golden.bytes("features.wav")), "no PNG or JPEG");
        assertContains(refused(SMALL, new byte[0]), "angry/clip.png");
    }

    @Test
    void theTextsOfAPngAreNotUnpacked() throws IOException {
        byte[] plain = png(gray());
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes("note\0\0".getBytes(StandardCharsets.ISO_8859_1));
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(new byte[1 << 20]);
            deflater.finish();
        }
        ByteBuffer chunk = ByteBuffer.allocate(packed.size() + 12).putInt(packed.size())
                .put("zTXt".getBytes(StandardCharsets.ISO_8859_1)).put(packed.toByteArray());
        CRC32 sum = new CRC32();
        sum.update(chunk.array(), 4, packed.size() + 4);
        chunk.putInt((int) sum.getValue());
        ByteBuffer image = ByteBuffer.allocate(plain.length + chunk.capacity());
        image.put(plain, 0, 33).put(chunk.array()).put(plain, 33, plain.length - 33);
        assertArrayEquals(plain, PngText.removed(image.array()));
        assertArrayEquals(plain, PngText.removed(plain));
        assertArrayEquals(extract(SMALL, plain), extract(SMALL, image.array()));
    }

    @Test
    void theStatedSizeIsLookedAtBeforePixelsAreTaken() throws IOException {
        byte[] large = png(gray());
        ByteBuffer header = ByteBuffer.wrap(large);
        header.putInt(16, 8000).putInt(20, 8000);
        assertContains(refused(SMALL, large), "8000 x 8000 pixels; at most 16777216 are read");
    }

    @Test
    void imagesAndRecordingsDoNotMix() {
        assertContains(assertThrows(InvalidInputException.class, () -> SMALL.extract(Golden.signal())).getMessage(),
                "image");
        assertThrows(InvalidInputException.class, () -> FeatureSpec.of(Map.of("type", "delta", "of", "image")));
        assertThrows(InvalidInputException.class, () -> FeatureSpec.of(Map.of("type", "image", "height", 0)));
    }
}
