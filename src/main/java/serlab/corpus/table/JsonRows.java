package serlab.corpus.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import serlab.InvalidInputException;
import serlab.Mappers;
import serlab.corpus.MediaKind;

/**
 * A list of recordings as JSON: an object per line, as EmoBox has it ({@code {"key": …, "wav": …, "emo": …}}), or an array or an
 * object of such objects. Keys are columns; the name of an object inside an object is the column {@code key}.
 */
final class JsonRows {
    private static final List<String> LINES = List.of("jsonl", "ndjson");

    private JsonRows() {
    }

    static boolean isJson(Path file) {
        String ending = MediaKind.extension(file.toString());
        return LINES.contains(ending) || ending.equals("json");
    }

    static CsvTable read(Path file, String text) {
        List<JsonNode> objects = new ArrayList<>();
        List<Long> lines = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        String[] all = text.split("\n", -1);
        if (LINES.contains(MediaKind.extension(file.toString())) || isObject(all[0])) {
            for (int i = 0; i < all.length; i++) {
                if (!all[i].isBlank()) {
                    objects.add(parsed(file, i + 1, all[i]));
                    lines.add(i + 1L);
                    keys.add("");
                }
            }
        } else {
            JsonNode whole = parsed(file, 1, text);
            whole.properties().forEach(entry -> {
                objects.add(entry.getValue());
                keys.add(entry.getKey());
            });
            whole.elements().forEachRemaining(element -> {
                if (whole.isArray()) {
                    objects.add(element);
                    keys.add("");
                }
            });
            objects.forEach(object -> lines.add(lines.size() + 1L));
        }
        return table(file, objects, lines, keys);
    }

    /** Whether a text is one whole object that says something of a recording, not of several. */
    private static boolean isObject(String line) {
        try {
            JsonNode node = Mappers.BOUNDED_JSON.readTree(line);
            return node.isObject() && !node.isEmpty() && node.properties().stream().map(Map.Entry::getValue)
                    .noneMatch(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static CsvTable table(Path file, List<JsonNode> objects, List<Long> lines, List<String> keys) {
        Set<String> header = new LinkedHashSet<>();
        if (keys.stream().anyMatch(key -> !key.isEmpty())) {
            header.add("key");
        }
        for (int i = 0; i < objects.size(); i++) {
            if (!objects.get(i).isObject()) {
                throw new InvalidInputException(file + ":" + lines.get(i) + ": expected an object for each recording, such as "
                        + "{\"wav\": \"a.wav\", \"emo\": \"sad\"}");
            }
            objects.get(i).fieldNames().forEachRemaining(header::add);
        }
        if (header.isEmpty()) {
            throw new InvalidInputException("'" + file + "' is empty; expected an object for each recording, such as "
                    + "{\"wav\": \"a.wav\", \"emo\": \"sad\"}");
        }
        List<CsvTable.Row> rows = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            JsonNode object = objects.get(i);
            String key = keys.get(i);
            rows.add(new CsvTable.Row(lines.get(i), header.stream().map(name -> name.equals("key") && !object.has(name) ? key
                    : text(object.path(name))).toList()));
        }
        return new CsvTable(file, Delimiter.COMMA, new CsvTable.Row(1, List.copyOf(header)), rows, OtherColumns.NONE);
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "" : value.isValueNode() ? value.asText() : value.toString();
    }

    private static JsonNode parsed(Path file, int line, String text) {
        try {
            return Mappers.BOUNDED_JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(file + ":" + line + ": is no JSON ("
                    + e.getOriginalMessage().lines().findFirst().orElse("") + "); expected an object for each recording", e);
        }
    }
}
