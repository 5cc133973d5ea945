package serlab.parquet;

import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.Type;

/**
 * Column of a table.
 *
 * @param name its name
 * @param kind what it holds; any value may be missing
 */
public record ParquetColumn(String name, Kind kind) {
    /** What a column holds. */
    public enum Kind {
        /** Text, as UTF-8. */
        TEXT(Type.BYTE_ARRAY),
        /** Integers of 32 bits. */
        INTEGER(Type.INT32),
        /** Integers of 64 bits. */
        LONG(Type.INT64),
        /** Numbers in single precision. */
        FLOAT(Type.FLOAT),
        /** Numbers in double precision. */
        DOUBLE(Type.DOUBLE),
        /** True or false. */
        BOOLEAN(Type.BOOLEAN);

        private final Type type;

        Kind(Type type) {
            this.type = type;
        }

        Type type() {
            return type;
        }
    }

    /** A column of text. */
    public static ParquetColumn text(String name) {
        return new ParquetColumn(name, Kind.TEXT);
    }

    /** A column of numbers in single precision. */
    public static ParquetColumn number(String name) {
        return new ParquetColumn(name, Kind.FLOAT);
    }

    /** As the file's own description says it. */
    SchemaElement element() {
        SchemaElement element = new SchemaElement(name).setType(kind.type())
                .setRepetition_type(FieldRepetitionType.OPTIONAL);
        return kind == Kind.TEXT ? element.setConverted_type(ConvertedType.UTF8)
                .setLogicalType(LogicalType.STRING(new StringType())) : element;
    }
}
