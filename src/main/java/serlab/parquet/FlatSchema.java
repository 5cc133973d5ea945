package serlab.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import serlab.InvalidInputException;

/** The columns of a file that hold a number or a text in each cell. */
final class FlatSchema {
    static final String ROOT = "table";
    private static final int MOST_COLUMNS = 100_000;

    private FlatSchema() {
    }

    /**
     * A column as it is read.
     *
     * @param chunk which of the chunks of a group of rows is its
     */
    record Column(String name, int chunk, ColumnDescriptor descriptor, Function<ColumnReader, String> text) {
    }

    /**
     * The columns of a file that is read.
     *
     * @param columns those with a number or a text in each cell
     * @param others  what the others hold, by name
     * @param chunks  how many chunks a group of rows has
     */
    record Read(List<Column> columns, Map<String, String> others, int chunks) {
    }

    /** The description of columns that are written, the root first. */
    static List<SchemaElement> elements(List<ParquetColumn> columns) {
        List<SchemaElement> all = new ArrayList<>(List.of(new SchemaElement(ROOT).setNum_children(columns.size())));
        Set<String> names = new HashSet<>();
        for (ParquetColumn column : columns) {
            if (!names.add(column.name())) {
                throw new InvalidInputException("two columns are called '" + column.name() + "', which a Parquet file cannot hold; "
                        + "rename one, or write CSV");
            }
            all.add(column.element());
        }
        return all;
    }

    /** The columns as the encodings know them. */
    static MessageType message(List<SchemaElement> elements) {
        return new MessageType(ROOT, elements.stream().skip(1).map(FlatSchema::type).toList());
    }

    private static org.apache.parquet.schema.Type type(SchemaElement element) {
        return new PrimitiveType(
                element.getRepetition_type() == FieldRepetitionType.REQUIRED ? Repetition.REQUIRED : Repetition.OPTIONAL,
                primitive(element), element.getType_length(), element.getName());
    }

    private static PrimitiveTypeName primitive(SchemaElement element) {
        return switch (element.getType()) {
            case BYTE_ARRAY -> PrimitiveTypeName.BINARY;
            case BOOLEAN -> PrimitiveTypeName.BOOLEAN;
            case INT32 -> PrimitiveTypeName.INT32;
            case INT64 -> PrimitiveTypeName.INT64;
            case FLOAT -> PrimitiveTypeName.FLOAT;
            case DOUBLE -> PrimitiveTypeName.DOUBLE;
            case INT96 -> PrimitiveTypeName.INT96;
            case FIXED_LEN_BYTE_ARRAY -> PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
        };
    }

    /**
     * The columns of a file that is read.
     *
     * @throws InvalidInputException if there are none or too many
     */
    static Read columns(List<SchemaElement> elements) {
        List<SchemaElement> flat = new ArrayList<>();
        List<Integer> chunks = new ArrayList<>();
        Map<String, String> others = new LinkedHashMap<>();
        int top = 0;
        int chunk = 0;
        for (int i = 1; i < elements.size(); top++) {
            SchemaElement element = elements.get(i);
            boolean plain = element.getNum_children() == 0 && element.isSetType()
                    && element.getRepetition_type() != FieldRepetitionType.REPEATED;
            if (plain && text(element).isPresent()) {
                flat.add(element);
                chunks.add(chunk);
            } else {
                others.put(element.getName(), plain ? kind(element) + " values" : "lists or other columns");
            }
            for (long left = 1; left > 0; left--) {
                SchemaElement part = elements.get(i++);
                left += part.getNum_children();
                chunk += part.getNum_children() == 0 && part.isSetType() ? 1 : 0;
            }
        }
        if (top == 0 || top > MOST_COLUMNS) {
            throw new InvalidInputException("has " + top + " columns; expected 1 to " + MOST_COLUMNS);
        }
        if (elements.get(0).getNum_children() != top) {
            throw new IllegalArgumentException("columns are not as many as the file says");
        }
        List<ColumnDescriptor> descriptors = new MessageType(ROOT, flat.stream().map(FlatSchema::type).toList()).getColumns();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < flat.size(); i++) {
            columns.add(new Column(flat.get(i).getName(), chunks.get(i), descriptors.get(i), text(flat.get(i)).orElseThrow()));
        }
        return new Read(columns, others, chunk);
    }

    /** How a value is written as text, single precision with all its digits; empty for what is neither a number nor text. */
    private static Optional<Function<ColumnReader, String>> text(SchemaElement element) {
        LogicalType meaning = element.getLogicalType();
        String older = element.isSetConverted_type() ? element.getConverted_type().name() : "INT";
        boolean integer = meaning == null ? older.contains("INT") : meaning.isSetINTEGER();
        boolean signed = meaning == null ? !older.startsWith("U") : !integer || meaning.getINTEGER().isIsSigned();
        if (meaning != null && meaning.isSetUNKNOWN()) {
            return Optional.of(reader -> "");
        }
        return Optional.ofNullable(switch (element.getType()) {
            case BOOLEAN -> reader -> String.valueOf(reader.getBoolean());
            case INT32 -> !integer ? null : reader -> signed ? Integer.toString(reader.getInteger())
                    : Integer.toUnsignedString(reader.getInteger());
            case INT64 -> !integer ? null : reader -> signed ? Long.toString(reader.getLong())
                    : Long.toUnsignedString(reader.getLong());
            case FLOAT -> reader -> Float.toString(reader.getFloat());
            case DOUBLE -> reader -> Double.toString(reader.getDouble());
            case BYTE_ARRAY -> meaning == null || meaning.isSetSTRING() || meaning.isSetENUM() || meaning.isSetJSON()
                    ? reader -> text(reader.getBinary()) : null;
            case FIXED_LEN_BYTE_ARRAY -> meaning != null && meaning.isSetFLOAT16() && element.getType_length() == Short.BYTES
                    ? reader -> Float.toString(half(reader.getBinary())) : null;
            default -> null;
        });
    }

    /** What a column holds that is not read: {@code timestamp}, {@code decimal}. */
    private static String kind(SchemaElement element) {
        LogicalType meaning = element.getLogicalType();
        return (meaning != null ? meaning.getSetField().name() : element.isSetConverted_type()
                ? element.getConverted_type().name() : element.getType().name()).toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** IEEE 754's number of 16 bits, little-endian. */
    private static float half(Binary binary) {
        int bits = Short.toUnsignedInt(ByteBuffer.wrap(binary.getBytes()).order(ByteOrder.LITTLE_ENDIAN).getShort());
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        float size = exponent == 0x1F ? fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN
                : exponent == 0 ? Math.scalb((float) fraction, -24) : Math.scalb((float) (0x400 | fraction), exponent - 25);
        return bits >> 15 == 0 ? size : -size;
    }

    private static String text(Binary binary) {
        return binary.toStringUsingUTF8();
    }
}
