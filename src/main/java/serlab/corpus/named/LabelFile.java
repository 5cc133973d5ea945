package serlab.corpus.named;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import serlab.DocumentLimits;
import serlab.InvalidInputException;
import serlab.IoReason;
import serlab.corpus.media.MediaInventory;
import serlab.corpus.table.CsvTable;

/**
 * A file of a corpus that tells what its recordings are.
 *
 * @param item where it lies
 */
record LabelFile(MediaInventory.Item item) {
    private static final int LARGEST = 256 << 20;
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    String path() {
        return item.path();
    }

    /** The last part of the path, in lower case. */
    String name() {
        return item.path().substring(item.path().lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    /** Its text: UTF-8, or, where it is not that, Windows-1252. */
    String text() {
        byte[] bytes;
        try {
            bytes = item.source().bytes();
        } catch (IOException e) {
            throw new InvalidInputException(item.source().location() + " cannot be read (" + IoReason.of(e) + "); check its permissions", e);
        }
        DocumentLimits.requireSize(bytes.length, item.source().location(), LARGEST);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return new String(bytes, WINDOWS);
        }
    }

    /** Its rows as a table: values by the names of the columns in lower case. */
    List<Map<String, String>> rows() {
        CsvTable table = CsvTable.lenient(Path.of(item.source().location()), text());
        List<String> header = table.header().values().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
        return table.rows().stream().map(row -> {
            Map<String, String> values = new HashMap<>();
            for (int i = 0; i < Math.min(header.size(), row.values().size()); i++) {
                values.put(header.get(i), row.values().get(i));
            }
            return values;
        }).toList();
    }

    /** Its content as JSON or YAML. */
    JsonNode tree(ObjectMapper mapper) {
        try {
            return mapper.readTree(text());
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(item.source().location() + " cannot be read ("
                    + e.getOriginalMessage().lines().findFirst().orElse("") + "); unpack or download the corpus again", e);
        }
    }

    /** Those of an inventory with such a name, shallow ones first. */
    static List<LabelFile> named(MediaInventory inventory, String pattern) {
        return inventory.texts().stream().map(LabelFile::new).filter(file -> file.name().matches(pattern))
                .collect(Collectors.toList());
    }

    /** A column's value; empty where there is none, or it says that it is not known. */
    static String value(Map<String, String> row, String column) {
        String value = row.getOrDefault(column, "").strip();
        return value.equalsIgnoreCase("unknown") || value.equalsIgnoreCase("nan") ? "" : value;
    }

    /** {@code male} or {@code female} where a value begins like one of these; else empty. */
    static String sex(String value) {
        String first = value.strip().toLowerCase(Locale.ROOT);
        return first.matches("m|male|man") ? "male" : first.matches("f|female|woman") ? "female" : "";
    }
}
