package serlab.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import serlab.InvalidInputException;

/**
 * Writer of a Parquet file, row by row: every column may miss values, pages are compressed with Snappy and carry checksums.
 * The same rows are the same bytes.
 */
public final class ParquetOutput implements AutoCloseable {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final long GROUP_BYTES = 64L << 20;
    private static final int GROUP_ROWS = 1 << 20;
    private static final int LOOK_ROWS = 64;
    private static final int VERSION = 1;

    private final OutputStream out;
    private final int groupRows;
    private final List<ParquetColumn> columns;
    private final List<SchemaElement> elements;
    private final MessageType schema;
    private final ParquetProperties properties;
    private final List<RowGroup> groups = new ArrayList<>();
    private long position;
    private long written;
    private ChunkBuffers buffers;
    private ColumnWriteStore store;
    private List<ColumnWriter> writers;
    private int rows;

    /**
     * Begins a file.
     *
     * @param out     where it goes; left open
     * @param columns its columns
     * @throws InvalidInputException if two columns have one name
     */
    public ParquetOutput(OutputStream out, List<ParquetColumn> columns) throws IOException {
        this(out, columns, GROUP_ROWS);
    }

    /** @param groupRows the most that a group holds */
    ParquetOutput(OutputStream out, List<ParquetColumn> columns, int groupRows) throws IOException {
        this.out = out;
        this.groupRows = groupRows;
        this.columns = List.copyOf(columns);
        this.elements = FlatSchema.elements(columns);
        this.schema = FlatSchema.message(elements);
        this.properties = properties(columns);
        write(MAGIC);
        begin();
    }

    /** Text, which repeats, goes through dictionaries. */
    private static ParquetProperties properties(List<ParquetColumn> columns) {
        ParquetProperties.Builder builder = ParquetProperties.builder()
                .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0).withStatisticsEnabled(false)
                .withSizeStatisticsEnabled(false).withDictionaryEncoding(false);
        columns.stream().filter(column -> column.kind() == ParquetColumn.Kind.TEXT)
                .forEach(column -> builder.withDictionaryEncoding(column.name(), true));
        return builder.build();
    }

    private void begin() {
        buffers = new ChunkBuffers();
        store = properties.newColumnWriteStore(schema, buffers);
        writers = schema.getColumns().stream().map(store::getColumnWriter).toList();
        rows = 0;
    }

    /**
     * Writes a row.
     *
     * @param values one per column, a String, Integer, Long, Float, Double or Boolean as the column's kind is, null where it is missing
     */
    public void row(List<?> values) throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            write(columns.get(i), writers.get(i), values.get(i));
        }
        store.endRecord();
        rows++;
        if (rows == groupRows || rows % LOOK_ROWS == 0 && store.getBufferedSize() > GROUP_BYTES) {
            end();
            begin();
        }
    }

    private static void write(ParquetColumn column, ColumnWriter writer, Object value) {
        if (value == null) {
            writer.writeNull(0, 0);
            return;
        }
        switch (column.kind()) {
            case TEXT -> writer.write(Binary.fromString((String) value), 0, 1);
            case INTEGER -> writer.write((int) (Integer) value, 0, 1);
            case LONG -> writer.write((long) (Long) value, 0, 1);
            case FLOAT -> writer.write((float) (Float) value, 0, 1);
            case BOOLEAN -> writer.write((boolean) (Boolean) value, 0, 1);
            case DOUBLE -> writer.write((double) (Double) value, 0, 1);
        }
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }

    /** Ends a group of rows. */
    private void end() throws IOException {
        store.flush();
        store.close();
        List<ColumnChunk> chunks = new ArrayList<>();
        long plain = 0;
        for (int i = 0; i < columns.size() && rows > 0; i++) {
            ChunkBuffers.Chunk chunk = buffers.chunk(schema.getColumns().get(i));
            chunks.add(new ColumnChunk(position).setMeta_data(chunk.description(columns.get(i), rows, position)));
            plain += chunk.plainBytes();
            write(chunk.bytes());
        }
        if (rows > 0) {
            groups.add(new RowGroup(chunks, plain, rows));
            written += rows;
        }
    }

    /** Writes what is left, and the description of all. */
    @Override
    public void close() throws IOException {
        end();
        long from = position;
        OutputStream counting = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                ParquetOutput.this.write(new byte[] {(byte) b});
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
                position += length;
            }
        };
        Util.writeFileMetaData(new FileMetaData(VERSION, elements, written, groups).setCreated_by("serlab"), counting);
        int length = Math.toIntExact(position - from);
        for (int i = 0; i < Integer.BYTES; i++) {
            out.write(length >>> Byte.SIZE * i);
        }
        out.write(MAGIC);
    }
}
