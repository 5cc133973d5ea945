package serlab.part;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import serlab.InvalidInputException;
import serlab.Settings;

/** A part in one line, for names of runs and columns of tables: {@code blocks with size=3, column=session}. */
public final class InlineText {
    private static final String WITH = " with ";

    private InlineText() {
    }

    /** The name of a part, and its options that have other values than their defaults. */
    public static String of(Configured part) {
        Map<String, Object> standard = Declaration.of(part.getClass()).standard(part.type()).settings();
        String options = part.settings().entrySet().stream().filter(entry -> !entry.getValue().equals(standard.get(entry.getKey())))
                .map(entry -> entry.getKey() + "=" + entry.getValue()).collect(Collectors.joining(", "));
        return options.isEmpty() ? part.type() : part.type() + WITH + options;
    }

    /**
     * Reads what {@link #of} wrote.
     *
     * @throws InvalidInputException as {@link Catalog#read(Settings)}, and for an option without a value
     */
    public static <P extends Configured> P read(Catalog<P> catalog, String section, String text) {
        int at = text.indexOf(WITH);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("type", at < 0 ? text : text.substring(0, at));
        for (String option : at < 0 ? new String[0] : text.substring(at + WITH.length()).split(", (?=\\w+=)")) {
            int equals = option.indexOf('=');
            if (equals < 1) {
                throw new InvalidInputException(section + " '" + text + "': expected option=value after 'with', such as size=3");
            }
            values.put(option.substring(0, equals), DeclaredOption.parsed(option.substring(equals + 1), option));
        }
        return catalog.read(new Settings(section, values));
    }
}
