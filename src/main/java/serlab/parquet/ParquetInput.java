package serlab.parquet;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.api.PrimitiveConverter;
import serlab.InvalidInputException;

/**
 * The numbers and texts of a Parquet file, row after row; one group of rows is in memory at a time. Row numbers
 * that pandas has written, and columns that hold anything else, are passed over.
 */
public final class ParquetInput implements AutoCloseable {
    private static final String MAGIC = "PAR1";
    private static final String ENCRYPTED = "PARE";
    private static final int END_BYTES = 8;
    private static final int MOST_DESCRIPTION_BYTES = 64 << 20;
    private static final Pattern ROW_NUMBERS = Pattern.compile("__index_level_\\d+__");

    private final Path path;
    private final RandomAccessFile file;
    private final FileMetaData description;
    private final FlatSchema.Read schema;
    private final List<FlatSchema.Column> shown;
    private final List<ColumnReader> readers = new ArrayList<>();
    private int group;
    private long left;

    /**
     * Opens a file.
     *
     * @throws InvalidInputException in one line, if it is no such file, damaged, or has no numbers and no text
     */
    public ParquetInput(Path path) {
        this.path = path;
        try {
            this.file = new RandomAccessFile(path.toFile(), "r");
        } catch (IOException e) {
            throw new InvalidInputException("'" + path + "' cannot be read (" + reason(e) + "); expected a Parquet file", e);
        }
        boolean opened = false;
        try {
            this.description = checked(this::description);
            this.schema = checked(() -> FlatSchema.columns(description.getSchema()));
            this.shown = schema.columns().stream().filter(column -> !isRowNumber(column.name())).toList();
            if (shown.isEmpty()) {
                throw new InvalidInputException("'" + path + "' has no column of numbers or text, but "
                        + String.join(", ", schema.others().keySet()) + "; convert those that are needed");
            }
            opened = true;
        } finally {
            if (!opened) {
                close();
            }
        }
    }

    private static boolean isRowNumber(String column) {
        return ROW_NUMBERS.matcher(column).matches();
    }

    /** What the columns hold that are passed over, such as {@code timestamp values}, by their names in the order of the file. */
    public Map<String, String> others() {
        Map<String, String> others = new LinkedHashMap<>(schema.others());
        others.keySet().removeIf(ParquetInput::isRowNumber);
        return others;
    }

    /** The names of the columns. */
    public List<String> names() {
        return shown.stream().map(FlatSchema.Column::name).toList();
    }

    /** The next row's values as text, empty where one is missing; null behind the last. */
    public String[] next() {
        return checked(this::row);
    }

    private String[] row() throws IOException {
        while (left == 0) {
            if (group == description.getRow_groups().size()) {
                return null;
            }
            open(description.getRow_groups().get(group++));
        }
        left--;
        String[] values = new String[readers.size()];
        for (int i = 0; i < values.length; i++) {
            ColumnReader reader = readers.get(i);
            boolean there = reader.getCurrentDefinitionLevel() == reader.getDescriptor().getMaxDefinitionLevel();
            values[i] = there ? shown.get(i).text().apply(reader) : "";
            reader.consume();
        }
        return values;
    }

    private void open(RowGroup rows) throws IOException {
        readers.clear();
        left = rows.getNum_rows();
        if (rows.getColumnsSize() != schema.chunks() || left < 0) {
            throw new IOException("a group of rows has " + rows.getColumnsSize() + " columns");
        }
        for (int i = 0; i < shown.size() && left > 0; i++) {
            FlatSchema.Column column = shown.get(i);
            ColumnChunk chunk = rows.getColumns().get(column.chunk());
            ColumnMetaData data = chunk.getMeta_data();
            if (data == null || chunk.isSetFile_path()) {
                throw new InvalidInputException("column '" + column.name() + "' is encrypted or in another file; "
                        + "write it as one plain file");
            }
            if (data.getNum_values() != left) {
                throw new IOException("column '" + column.name() + "' has " + data.getNum_values() + " values in " + left
                        + " rows");
            }
            readers.add(new ColumnReaderImpl(column.descriptor(), new ChunkPages(bytes(data), data.getCodec(), left,
                    column.descriptor()), new PrimitiveConverter() { }, null));
        }
    }

    private byte[] bytes(ColumnMetaData data) throws IOException {
        long from = data.isSetDictionary_page_offset() && data.getDictionary_page_offset() > 0
                ? Math.min(data.getDictionary_page_offset(), data.getData_page_offset()) : data.getData_page_offset();
        return bytes(from, data.getTotal_compressed_size());
    }

    private byte[] bytes(long from, long length) throws IOException {
        if (from < 0 || length < 0 || length > Integer.MAX_VALUE - END_BYTES || from + length > file.length()) {
            throw new EOFException();
        }
        byte[] bytes = new byte[(int) length];
        file.seek(from);
        file.readFully(bytes);
        return bytes;
    }

    /** What stands at the end of the file: its columns, and where their pages lie. */
    private FileMetaData description() throws IOException {
        if (file.length() < MAGIC.length() + END_BYTES || !MAGIC.equals(text(bytes(0, MAGIC.length())))) {
            throw new InvalidInputException("does not begin as a Parquet file does; rename it to end in .csv if it "
                    + "is a table as text, else write or fetch it again");
        }
        byte[] end = bytes(file.length() - END_BYTES, END_BYTES);
        String magic = text(Arrays.copyOfRange(end, Integer.BYTES, END_BYTES));
        if (magic.equals(ENCRYPTED)) {
            throw new InvalidInputException("is encrypted; write it without");
        }
        int length = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (!magic.equals(MAGIC) || length > MOST_DESCRIPTION_BYTES) {
            throw new EOFException();
        }
        return Util.readFileMetaData(new ByteArrayInputStream(bytes(file.length() - END_BYTES - length, length)));
    }

    private static String text(byte[] magic) {
        return new String(magic, StandardCharsets.US_ASCII);
    }

    /** Whatever is wrong with a file, which may be anybody's, in one line. */
    private <T> T checked(Callable<T> reading) {
        try {
            return reading.call();
        } catch (InvalidInputException e) {
            throw new InvalidInputException("'" + path + "' " + e.getMessage(), e);
        } catch (Exception e) {
            throw new InvalidInputException("'" + path + "' is cut off or damaged (" + reason(e)
                    + "); write or fetch it again", e);
        }
    }

    private static String reason(Exception e) {
        return e instanceof EOFException ? "it ends too early" : e.getMessage() == null ? e.getClass().getSimpleName()
                : e.getMessage().lines().findFirst().orElse("").strip();
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new InvalidInputException("'" + path + "' cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
