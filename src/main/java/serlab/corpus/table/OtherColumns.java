package serlab.corpus.table;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Columns of a table that are passed over, for they hold neither numbers nor text.
 *
 * @param holding what each holds, such as {@code timestamp values}, by its name, in the order of the file
 */
record OtherColumns(Map<String, String> holding) {
    static final OtherColumns NONE = new OtherColumns(Map.of());

    /** A line that names them. */
    Optional<String> note() {
        return holding.isEmpty() ? Optional.empty() : Optional.of(holding.entrySet().stream().map(column -> column.getKey()
                + " (" + column.getValue() + ")").collect(Collectors.joining(", ")) + " passed over");
    }

    /** What is wrong with a column of this name, in any case of letters, if it is one of these. */
    Optional<String> whyNot(String name) {
        return holding.entrySet().stream().filter(column -> column.getKey().toLowerCase(Locale.ROOT).equals(name
                .strip().toLowerCase(Locale.ROOT))).findFirst().map(column -> "column '" + column.getKey() + "' holds "
                + column.getValue() + "; expected numbers or text: convert it, or name another");
    }

    /** What is wrong with the first of these whose name is usual for what is looked for. */
    Optional<String> whyNot(ColumnRole role) {
        return holding.keySet().stream().filter(role::usually).findFirst().flatMap(this::whyNot);
    }
}
