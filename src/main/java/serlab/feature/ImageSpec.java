package serlab.feature;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.feature.dsp.AreaMean;
import serlab.feature.dsp.MelSettings;
import serlab.feature.dsp.SignalAnalysis;

/**
 * An image as it is, 0 black to 1 white, the lowest row first, so that spectrograms with the low frequencies at the bottom
 * lie as {@link LogMelSpec} does: {@code [height][width]} of brightness, or {@code [3 height][width]} with the rows of red,
 * then of green, then of blue.
 *
 * @param height    rows of the image, in pixels, 1 to 4096
 * @param width     columns, in pixels, 1 to 4096
 * @param color     what is read of each pixel
 * @param otherSize what is done with an image of another size
 */
public record ImageSpec(int height, int width, Color color, OtherSize otherSize) implements PreparedFeature {
    /** The name in experiment files. */
    public static final String TYPE = "image";
    private static final int MOST = 4096;
    private static final int DEFAULT_SIZE = 128;

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
        MelSettings.within("height", height, 1, MOST);
        MelSettings.within("width", width, 1, MOST);
    }

    /** 128 x 128 pixels, their brightness; other sizes are refused. */
    public static ImageSpec defaults() {
        return new ImageSpec(DEFAULT_SIZE, DEFAULT_SIZE, Color.GRAY, OtherSize.REFUSE);
    }

    static FeatureSpec read(Settings settings) {
        return new ImageSpec(settings.integer("height", DEFAULT_SIZE, 1, MOST),
                settings.integer("width", DEFAULT_SIZE, 1, MOST), settings.choice("color", Color.GRAY),
                settings.choice("otherSize", OtherSize.REFUSE));
    }

    @Override
    public String type() {
        return TYPE;
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
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("type", TYPE);
        settings.put("height", height);
        settings.put("width", width);
        settings.put("color", Settings.word(color));
        settings.put("otherSize", Settings.word(otherSize));
        return Collections.unmodifiableMap(settings);
    }

    @Override
    public float[][] full(SignalAnalysis analysis) {
        throw new InvalidInputException("features of type " + TYPE + " are pictures, and this is a recording; give images, "
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
