package serlab.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The rows of MLflow's input formats: what stands in the column {@code audio}, or the whole row where there are no columns. */
final class ScoringRows {
    private static final String COLUMN = "audio";
    private static final List<String> FORMATS = List.of("dataframe_split", "dataframe_records", "instances", "inputs");
    private static final int MOST_ROWS = 256;
    private static final int MOST_COLUMNS = 1000;
    private static final String EXPECTED = "'; expected one, with the content of each recording in base64";

    private ScoringRows() {
    }

    /**
     * The rows of a body, of JSON or CSV, at least one and at most 256.
     *
     * @throws RequestException if its shape is none of MLflow's
     */
    static List<JsonNode> of(Body body) {
        List<JsonNode> rows = body.csv() ? csv(body.bytes()) : json(object(body));
        if (rows.isEmpty()) {
            throw missing("there are no rows; expected at least one recording or feature");
        }
        if (rows.size() > MOST_ROWS) {
            throw wrong(rows.size() + " rows; at most " + MOST_ROWS + " are taken at once");
        }
        return rows;
    }

    /**
     * What a body in JSON holds.
     *
     * @throws RequestException if it has a key that the protocol does not know
     */
    static JsonNode object(Body body) {
        return body.object(Stream.concat(FORMATS.stream(), Stream.of("params")).toArray(String[]::new));
    }

    private static List<JsonNode> json(JsonNode root) {
        List<String> found = FORMATS.stream().filter(root::has).toList();
        if (found.size() != 1) {
            throw new RequestException(found.isEmpty() ? ErrorCode.MISSING_FIELD : ErrorCode.CONFLICTING_FIELDS,
                    "expected one of dataframe_split, dataframe_records, instances or inputs in the body"
                    + (found.isEmpty() ? "" : ", found " + String.join(" and ", found)));
        }
        String format = found.get(0);
        JsonNode value = root.get(format);
        return switch (format) {
            case "dataframe_split" -> split(value);
            case "dataframe_records" -> records(value);
            default -> value.isObject() && format.equals("inputs") ? columns(value) : list(value, format);
        };
    }

    private static List<JsonNode> split(JsonNode frame) {
        Fields.only(frame, "dataframe_split", List.of("columns", "index", "data"));
        List<String> columns = new ArrayList<>();
        list(frame.get("columns"), "dataframe_split.columns").forEach(name -> columns.add(name.textValue()));
        int column = only(columns, "dataframe_split has no column '" + COLUMN + EXPECTED);
        List<JsonNode> rows = new ArrayList<>();
        for (JsonNode row : list(frame.get("data"), "dataframe_split.data")) {
            if (!row.isArray() || row.size() != columns.size()) {
                throw wrong("row " + rows.size() + " of dataframe_split.data is no list of " + columns.size()
                        + " values, one for each column");
            }
            rows.add(row.get(column));
        }
        return rows;
    }

    private static List<JsonNode> records(JsonNode records) {
        List<JsonNode> rows = new ArrayList<>();
        for (JsonNode row : list(records, "dataframe_records")) {
            if (!row.has(COLUMN)) {
                throw missing("row " + rows.size() + " of dataframe_records has no column '" + COLUMN + EXPECTED);
            }
            rows.add(row.get(COLUMN));
        }
        return rows;
    }

    /** {@code {"audio": [...]}}: a list per column. */
    private static List<JsonNode> columns(JsonNode inputs) {
        if (!inputs.has(COLUMN)) {
            throw missing("inputs has no column '" + COLUMN + EXPECTED);
        }
        return list(inputs.get(COLUMN), "inputs." + COLUMN);
    }

    private static List<JsonNode> list(JsonNode value, String name) {
        if (value == null || value.isNull()) {
            throw missing(name + " is missing; expected a list");
        }
        if (!value.isArray()) {
            throw wrong(name + " is no list");
        }
        List<JsonNode> all = new ArrayList<>(value.size());
        value.forEach(all::add);
        return all;
    }

    /** A line of column names and a line per recording. */
    private static List<JsonNode> csv(byte[] bytes) {
        CsvParserSettings settings = new CsvParserSettings();
        settings.setMaxCharsPerColumn(-1);
        settings.setMaxColumns(MOST_COLUMNS);
        settings.setNullValue("");
        settings.setEmptyValue("");
        settings.getFormat().setComment('\0');
        CsvParser parser = new CsvParser(settings);
        try {
            String text = new String(bytes, StandardCharsets.UTF_8).replaceFirst("^\uFEFF", "");
            parser.beginParsing(new StringReader(text));
            String[] names = parser.parseNext();
            int column = only(names == null ? List.of() : Arrays.stream(names).map(String::strip).toList(),
                    "the CSV's first line names no column '" + COLUMN + EXPECTED);
            List<JsonNode> rows = new ArrayList<>();
            for (String[] row = parser.parseNext(); row != null && rows.size() <= MOST_ROWS; row = parser.parseNext()) {
                if (row.length != names.length) {
                    throw wrong("row " + rows.size() + " of the CSV has " + row.length + " values, its first line "
                            + names.length);
                }
                rows.add(TextNode.valueOf(row[column].strip()));
            }
            return rows;
        } catch (TextParsingException e) {
            throw new RequestException(ErrorCode.MALFORMED_BODY, "the body is not CSV of at most " + MOST_COLUMNS + " columns");
        } finally {
            parser.stopParsing();
        }
    }

    /** Where the column of the recordings is; others are passed over, since clients of MLflow send whole frames. */
    private static int only(List<String> columns, String missing) {
        int column = columns.indexOf(COLUMN);
        if (column < 0) {
            throw missing(missing);
        }
        if (column != columns.lastIndexOf(COLUMN)) {
            throw new RequestException(ErrorCode.CONFLICTING_FIELDS, "more than one column is named '" + COLUMN + "'; send it once");
        }
        return column;
    }

    private static RequestException missing(String what) {
        return new RequestException(ErrorCode.MISSING_FIELD, what);
    }

    private static RequestException wrong(String what) {
        return new RequestException(ErrorCode.INVALID_FIELD, what);
    }
}
