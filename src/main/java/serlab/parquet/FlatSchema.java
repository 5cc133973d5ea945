package serlab.parquet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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

/** The columns of a file, none of which holds lists or other columns. */
final class FlatSchema {
    static final String ROOT = "table";
    private static final int MOST_COLUMNS = 100_000;

    private FlatSchema() {
    }

    /** A column as it is read. */
    record Column(String name, ColumnDescriptor descriptor, Function<ColumnReader, String> text) {
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
     * @throws InvalidInputException for the first that holds neither numbers nor text
     */
    static List<Column> columns(List<SchemaElement> elements) {
        List<SchemaElement> below = elements.subList(1, elements.size());
        if (below.isEmpty() || below.size() > MOST_COLUMNS) {
            throw new InvalidInputException("has " + below.size() + " columns; expected 1 to " + MOST_COLUMNS);
        }
        for (SchemaElement element : below) {
            if (element.getNum_children() > 0 || element.getRepetition_type() == FieldRepetitionType.REPEATED
                    || !element.isSetType()) {
                throw new InvalidInputException("column '" + element.getName() + "' holds lists or other columns; expected a "
                        + "number or a text in each cell: write it as columns of its own");
            }
        }
        if (elements.get(0).getNum_children() != below.size()) {
            throw new IllegalArgumentException("columns are not as many as the file says");
        }
        List<ColumnDescriptor> descriptors = message(elements).getColumns();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < below.size(); i++) {
            columns.add(new Column(below.get(i).getName(), descriptors.get(i), text(below.get(i))));
        }
        return columns;
    }

    /** How a value is written as text; single precision keeps all its digits. */
    private static Function<ColumnReader, String> text(SchemaElement element) {
        LogicalType meaning = element.getLogicalType();
        String older = element.isSetConverted_type() ? element.getConverted_type().name() : "INT";
        boolean integer = meaning == null ? older.contains("INT") : meaning.isSetINTEGER();
        boolean signed = meaning == null ? !older.startsWith("U") : !integer || meaning.getINTEGER().isIsSigned();
        switch (element.getType()) {
            case BOOLEAN:
                return reader -> String.valueOf(reader.getBoolean());
            case INT32:
                if (integer) {
                    return reader -> signed ? Integer.toString(reader.getInteger())
                            : Integer.toUnsignedString(reader.getInteger());
                }
                break;
            case INT64:
                if (integer) {
                    return reader -> signed ? Long.toString(reader.getLong()) : Long.toUnsignedString(reader.getLong());
                }
                break;
            case FLOAT:
                return reader -> Float.toString(reader.getFloat());
            case DOUBLE:
                return reader -> Double.toString(reader.getDouble());
            case BYTE_ARRAY:
                if (meaning == null || meaning.isSetSTRING() || meaning.isSetENUM() || meaning.isSetJSON()) {
                    return reader -> text(reader.getBinary());
                }
                break;
            default:
                break;
        }
        throw new InvalidInputException("column '" + element.getName() + "' holds "
                + (meaning != null ? meaning.getSetField().name() : element.isSetConverted_type() ? older
                        : element.getType().name()).toLowerCase(Locale.ROOT).replace('_', ' ')
                + " values; expected numbers or text: convert it, or leave it out");
    }

    private static String text(Binary binary) {
        return binary.toStringUsingUTF8();
    }
}
