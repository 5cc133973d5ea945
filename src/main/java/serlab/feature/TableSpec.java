package serlab.feature;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import serlab.InvalidInputException;
import serlab.Settings;

/**
 * The row of a feature table as a matrix, {@code [bands][frames]}: what somebody computed before, in a corpus of type
 * {@code csv}.
 *
 * @param bands  rows of the matrix, 1 to 100000
 * @param frames its columns, 1 to 100000; {@code bands * frames} is the number of feature columns
 * @param order  how the columns of the table fill it
 */
public record TableSpec(int bands, int frames, Order order) implements PreparedFeature {
    /** The name in experiment files. */
    public static final String TYPE = "table";
    private static final int MOST = 100_000;
    private static final int DEFAULT_BANDS = 22;
    private static final int DEFAULT_FRAMES = 108;

    /** How the columns of a table fill a matrix. */
    public enum Order {
        /** All frames of the first band, then all of the second… */
        BANDS,
        /** All bands of the first frame, then all of the second… */
        FRAMES
    }

    public TableSpec {
        MelSettings.within("bands", bands, 1, MOST);
        MelSettings.within("frames", frames, 1, MOST);
    }

    static FeatureSpec read(Settings settings) {
        return new TableSpec(settings.integer("bands", DEFAULT_BANDS, 1, MOST),
                settings.integer("frames", DEFAULT_FRAMES, 1, MOST), settings.choice("order", Order.BANDS));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public boolean mayLackValues() {
        return true;
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("type", TYPE);
        settings.put("bands", bands);
        settings.put("frames", frames);
        settings.put("order", Settings.word(order));
        return Collections.unmodifiableMap(settings);
    }

    @Override
    public float[][] full(Analysis analysis) {
        throw new InvalidInputException("features of type " + TYPE + " stand in a CSV file, and this is a recording; give a "
                + "corpus of type csv");
    }

    /** {@code content} holds the row's numbers as {@link serlab.corpus.RowSource} writes them. */
    @Override
    public float[][] extract(byte[] content, String location, WaveformChange change) {
        if (change != WaveformChange.NONE) {
            throw new InvalidInputException(location + " is a row of a table, and '" + change.id() + "' changes recordings; "
                    + "leave it out of augment");
        }
        long expected = (long) bands * frames;
        if (content.length != Float.BYTES * expected) {
            throw new InvalidInputException(location + " is no row of " + expected + " features (" + bands + " x " + frames
                    + ") but has " + content.length / Float.BYTES + ": set features.bands and features.frames, and take "
                    + "them from a corpus of type csv");
        }
        FloatBuffer values = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        float[][] matrix = new float[bands][frames];
        for (int band = 0; band < bands; band++) {
            for (int frame = 0; frame < frames; frame++) {
                matrix[band][frame] = values.get(order == Order.BANDS ? band * frames + frame : frame * bands + band);
            }
        }
        return matrix;
    }
}
