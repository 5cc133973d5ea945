package serlab.notebook.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Cells that failed, by the variables that they were to set. The variables are there, without a value, or not at all, so that a
 * later cell fails of that and not of anything in it.
 */
final class UnfinishedCells {
    /** A variable at the beginning of a line of a cell: {@code var corpus =}, {@code double[] x =} or {@code corpus =}. */
    private static final Pattern SETS = Pattern.compile("(?m)^(?:final\\s+)?(?:[\\w.]+(?:<[^=;]*>)?(?:\\[])*\\s+)?(\\w+)\\s*=(?!=)");
    private static final Pattern NO_CODE = Pattern.compile("(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|//[^\\n]*|/\\*.*?\\*/");
    private static final String NULL = "NullPointerException";

    private final Function<String, Object> value;
    private final Map<String, Integer> unset = new LinkedHashMap<>();

    /** @param value gives the value of a variable of the cells */
    UnfinishedCells(Function<String, Object> value) {
        this.value = value;
    }

    /** Keeps in mind what a cell was to set and did not, or now has set. */
    void done(String code, int count, boolean failed) {
        Matcher sets = SETS.matcher(code(code));
        while (sets.find()) {
            String name = sets.group(1);
            if (failed && hasNoValue(name)) {
                unset.put(name, count);
            } else {
                unset.remove(name);
            }
        }
    }

    private boolean hasNoValue(String name) {
        try {
            return value.apply(name) == null;
        } catch (RuntimeException e) {
            return true; // the cell did not come so far as to declare it
        }
    }

    /** What to say of an error of a cell in place of it, where it comes of a variable that an earlier cell did not set. */
    Optional<String> reason(String code, List<String> error) {
        return Stream.of(code(code)).flatMap(own -> unset.keySet().stream().filter(name -> follows(own, name, error)).limit(1))
                .map(name -> name + " has no value, because cell [" + unset.get(name) + "] did not finish; mend and run that one "
                        + "first").findFirst();
    }

    private static boolean follows(String code, String name, List<String> error) {
        boolean missing = error.stream().anyMatch(line -> line.contains(NULL) || line.contains("variable " + name));
        return missing && Pattern.compile("(?<![\\w.])" + name + "(?!\\w|\\s*\\()").matcher(code).find();
    }

    /** A cell without its texts and comments. */
    private static String code(String cell) {
        return NO_CODE.matcher(cell).replaceAll("\"\"");
    }
}
