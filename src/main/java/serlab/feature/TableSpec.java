package serlab.feature;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import serlab.InvalidInputException;
import serlab.feature.dsp.SignalAnalysis;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/**
 * The row of a feature table as a matrix, {@code [bands][frames]}: what somebody computed before, in a corpus of type
 * {@code csv}.
 */
@Part(name = "table", does = "the row of a feature table as a matrix")
public record TableSpec(
        @Option(value = "0", min = 0, max = 100_000, quiet = true,
                meaning = "rows of the matrix; 0 where the table is to decide")
        int bands,
        @Option(value = "0", min = 0, max = 100_000, quiet = true, meaning = "its columns; 0 where the table is to decide")
        int frames,
        @Option(value = "bands", meaning = "whether the table goes band by band, or frame by frame") Order order)
        implements PreparedFeature {
    /** 22 features of each of 108 frames, as tables that circulate have them. */
    private static final TableSpec PUBLISHED = new TableSpec(22, 108, Order.BANDS);

    /** How the columns of a table fill a matrix. */
    public enum Order {
        /** All frames of the first band, then all of the second… */
        BANDS,
        /** All bands of the first frame, then all of the second… */
        FRAMES
    }

    public TableSpec {
        Declaration.check(TableSpec.class, bands, frames, order);
    }

    @Override
    public boolean mayLackValues() {
        return true;
    }

    @Override
    public int[] units() {
        return IntStream.range(0, bands == 1 ? frames : bands).toArray();
    }

    /** Whether both sides of the matrix are known. */
    public boolean isShaped() {
        return bands > 0 && frames > 0;
    }

    /**
     * The matrices that rows of so many numbers can fill, the likeliest first: what is set, 22 x 108 for 2376 numbers, one
     * column, one row, then from the most square to the flattest.
     *
     * @throws InvalidInputException if the side that is set does not divide the number
     */
    public List<TableSpec> shapes(int values) {
        if (isShaped()) {
            return List.of(this);
        }
        int side = Math.max(bands, frames);
        if (side > 0) {
            if (values % side != 0) {
                throw new InvalidInputException("features." + (bands > 0 ? "bands" : "frames") + " is " + side
                        + ", but the rows "
                        + "of the table have " + values + " numbers, which " + side + " does not divide; leave it out");
            }
            return List.of(new TableSpec(bands > 0 ? bands : values / side, frames > 0 ? frames : values / side, order));
        }
        List<TableSpec> shapes = new ArrayList<>();
        if (values == PUBLISHED.bands * PUBLISHED.frames) {
            shapes.add(new TableSpec(PUBLISHED.bands, PUBLISHED.frames, order));
        }
        shapes.add(new TableSpec(values, 1, order));
        shapes.add(new TableSpec(1, values, order));
        for (int rows = (int) Math.sqrt(values); rows > 1; rows--) {
            if (values % rows == 0) {
                shapes.add(new TableSpec(rows, values / rows, order));
            }
        }
        return shapes;
    }

    @Override
    public float[][] full(SignalAnalysis analysis) {
        throw new InvalidInputException("features of type table stand in a CSV or Parquet file, and this is a recording; give a "
                + "corpus of type csv");
    }

    /** {@code content} holds the row's numbers as {@link serlab.corpus.table.RowSource} writes them. */
    @Override
    public float[][] extract(byte[] content, String location, WaveformChange change) {
        if (change != WaveformChange.NONE) {
            throw new InvalidInputException(location + " is a row of a table, and '" + change.id() + "' changes recordings; "
                    + "leave it out of augment, such as with --set augment=[]");
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
