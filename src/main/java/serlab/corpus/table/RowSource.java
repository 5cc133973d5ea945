package serlab.corpus.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.ClipSource;

/**
 * A clip whose features stand in a row of a table; there is no audio.
 *
 * @param file   the table
 * @param line   its line there, from 1; its row where there are no lines
 * @param values the features in the order of the columns, NaN where one is missing; shared, nobody writes to it
 */
public record RowSource(Path file, long line, float[] values) implements ClipSource {
    /**
     * Makes sure that there are recordings to hear.
     *
     * @throws InvalidInputException if all clips are rows of a table
     */
    public static void requireRecordings(List<Clip> clips) {
        if (!clips.isEmpty() && clips.stream().allMatch(clip -> clip.source() instanceof RowSource)) {
            throw new InvalidInputException("'" + ((RowSource) clips.get(0).source()).file + "' is a table of features, not of "
                    + "recordings; train on them with --set features.type=table, or give a corpus of recordings");
        }
    }

    /** The values as float32, little-endian. */
    @Override
    public byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    @Override
    public String location() {
        return ParquetRecords.place(file, line);
    }
}
