package serlab.feature;

import java.util.Arrays;
import java.util.List;
import serlab.InvalidInputException;
import serlab.feature.dsp.AreaMean;
import serlab.feature.dsp.SignalAnalysis;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/**
 * An image as it is, 0 black to 1 white, the lowest row first, so that spectrograms with the low frequencies at the bottom
 * lie as {@link LogMelSpec} does: {@code [height][width]} of brightness, or {@code [3 height][width]} with the rows of red,
 * then of green, then of blue.
 */
@Part(name = "image", does = "an image as it is, 0 black to 1 white")
public record ImageSpec(
        @Option(value = "128", min = 1, max = 4096, unit = "pixels", meaning = "rows of the image") int height,
        @Option(value = "128", min = 1, max = 4096, unit = "pixels", meaning = "its columns") int width,
        @Option(value = "gray", meaning = "what is read of each pixel: its brightness, or red, green and blue") Color color,
        @Option(value = "refuse", meaning = "what is done with an image of another size") OtherSize otherSize)
        implements PreparedFeature {
    /** What is read of each pixel. */
    public enum Color {
        /** Its brightness; that of a color is its luma, 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601). */
        GRAY(1),
        /** Red, green and blue; gray is three times the same. */
        RGB(3);

        private final int channels;

        Color(int channels) {
            this.channels = channels;
        }

        int channels() {
            return channels;
        }
    }

    /** What is done with an image of another size. */
    public enum OtherSize {
        /** It cannot be used. */
        REFUSE,
        /** Each pixel becomes the mean of the area that it covers. Source: OpenCV's {@code INTER_AREA}. */
        RESIZE
    }

    public ImageSpec {
        Declaration.check(ImageSpec.class, height, width, color, otherSize);
    }

    /** 128 x 128 pixels, their brightness; other sizes are refused. */
    public static ImageSpec defaults() {
        return Declaration.of(ImageSpec.class).standard();
    }

    @Override
    public int bands() {
        return height * channels();
    }

    @Override
    public int channels() {
        return color.channels();
    }

    @Override
    public int frames() {
        return width;
    }

    @Override
    public float[][] full(SignalAnalysis analysis) {
        throw new InvalidInputException("features of type image are pictures, and this is a recording; give images, "
                + "such as ./ser spectrograms makes");
    }

    @Override
    public float[][] extract(byte[] content, String location, WaveformChange change) {
        if (change != WaveformChange.NONE) {
            throw new InvalidInputException(location + " is an image, and '" + change.id() + "' changes recordings; leave "
                    + "it out of augment");
        }
        List<float[][]> image = ImageDecoder.decode(content, location, color);
        int columns = image.get(0)[0].length;
        int rows = image.get(0).length;
        if (otherSize == OtherSize.REFUSE && (rows != height || columns != width)) {
            throw new InvalidInputException(location + " is " + columns + " x " + rows + " pixels (width x "
                    + "height); expected " + width + " x " + height + ": set features.width and features.height, or "
                    + "features.otherSize=resize");
        }
        return image.stream().flatMap(channel -> Arrays.stream(sized(channel))).toArray(float[][]::new);
    }

    private float[][] sized(float[][] channel) {
        return channel.length == height && channel[0].length == width ? channel
                : AreaMean.columns(AreaMean.rows(channel, height), width);
    }
}
