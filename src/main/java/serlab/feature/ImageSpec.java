package serlab.feature;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.Settings;

/**
 * An image as it is: brightness, {@code [height][width]}, 0 black to 1 white, the lowest row first, so that spectrograms
 * with the low frequencies at the bottom lie as {@link LogMelSpec} does. Colours become luma.
 *
 * @param height    rows, in pixels, 1 to 4096
 * @param width     columns, in pixels, 1 to 4096
 * @param otherSize what is done with an image of another size
 */
public record ImageSpec(int height, int width, OtherSize otherSize) implements PreparedFeature {
    /** The name in experiment files. */
    public static final String TYPE = "image";
    private static final int MOST = 4096;
    private static final int DEFAULT_SIZE = 128;

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

    /** 128 x 128 pixels; others are refused. */
    public static ImageSpec defaults() {
        return new ImageSpec(DEFAULT_SIZE, DEFAULT_SIZE, OtherSize.REFUSE);
    }

    static FeatureSpec read(Settings settings) {
        return new ImageSpec(settings.integer("height", DEFAULT_SIZE, 1, MOST),
                settings.integer("width", DEFAULT_SIZE, 1, MOST), settings.choice("otherSize", OtherSize.REFUSE));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public int bands() {
        return height;
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
        settings.put("otherSize", Settings.word(otherSize));
        return Collections.unmodifiableMap(settings);
    }

    @Override
    public float[][] full(Analysis analysis) {
        throw new InvalidInputException("features of type " + TYPE + " are pictures, and this is a recording; give images, "
                + "such as ./ser spectrograms makes");
    }

    @Override
    public float[][] extract(byte[] content, String location, WaveformChange change) {
        if (change != WaveformChange.NONE) {
            throw new InvalidInputException(location + " is an image, and '" + change.id() + "' changes recordings; leave "
                    + "it out of augment");
        }
        float[][] image = ImageDecoder.decode(content, location);
        if (image.length == height && image[0].length == width) {
            return image;
        }
        if (otherSize == OtherSize.REFUSE) {
            throw new InvalidInputException(location + " is " + image[0].length + " x " + image.length + " pixels (width x "
                    + "height); expected " + width + " x " + height + ": set features.width and features.height, or "
                    + "features.otherSize=resize");
        }
        return AreaMean.columns(AreaMean.rows(image, height), width);
    }
}
