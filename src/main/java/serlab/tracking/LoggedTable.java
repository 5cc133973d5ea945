package serlab.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.Mappers;

/**
 * A table that MLflow's page shows, in the form of its {@code log_table} (pandas, orient "split").
 *
 * @param columns names
 * @param rows    one value per column: numbers and texts
 */
public record LoggedTable(List<String> columns, List<List<Object>> rows) {
    public LoggedTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (List<Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("a row has " + row.size() + " values, but there are " + columns.size()
                        + " columns");
            }
        }
    }

    public byte[] json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("columns", columns);
        all.put("data", rows);
        try {
            return Mappers.JSON.writeValueAsString(all).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("table of " + columns + " cannot be written as JSON", e);
        }
    }
}
