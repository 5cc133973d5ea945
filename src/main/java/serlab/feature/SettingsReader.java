package serlab.feature;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import serlab.InvalidInputException;

/** Typed access to settings of unknown origin; what is missing comes from the defaults. */
final class SettingsReader {
    private final String owner;
    private final Map<String, ?> given;
    private final Map<String, Object> defaults;

    /**
     * @param owner    what messages put before a key: {@code features}
     * @param defaults every known key and its default
     * @throws InvalidInputException if a given key is not known
     */
    SettingsReader(String owner, Map<String, ?> given, Map<String, Object> defaults) {
        this.owner = owner;
        this.given = given;
        this.defaults = defaults;
        for (String key : given.keySet()) {
            if (!defaults.containsKey(key)) {
                throw new InvalidInputException(owner + ": unknown key '" + key + "'; did you mean '"
                        + nearest(key, defaults.keySet()) + "'? Known: " + String.join(", ", defaults.keySet()));
            }
        }
    }

    boolean has(String key) {
        return given.get(key) != null;
    }

    int wholeNumber(String key) {
        double value = number(key);
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw wrong(key, "a whole number");
        }
        return (int) value;
    }

    double number(String key) {
        if (!(value(key) instanceof Number number) || !Double.isFinite(number.doubleValue())) {
            throw wrong(key, "a number");
        }
        return number.doubleValue();
    }

    <E extends Enum<E>> E choice(String key, Class<E> choices) {
        for (E choice : choices.getEnumConstants()) {
            if (word(choice).equals(value(key))) {
                return choice;
            }
        }
        StringBuilder known = new StringBuilder();
        for (E choice : choices.getEnumConstants()) {
            known.append(known.isEmpty() ? "" : " or ").append(word(choice));
        }
        throw wrong(key, known.toString());
    }

    /** A constant as settings write it: lower case with dashes. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Object value(String key) {
        return has(key) ? given.get(key) : defaults.get(key);
    }

    private InvalidInputException wrong(String key, String expected) {
        Object value = given.get(key);
        String shown = value instanceof String ? "'" + value + "'" : String.valueOf(value);
        return new InvalidInputException(owner + "." + key + " is " + shown + "; expected " + expected
                + ", for example " + defaults.get(key));
    }

    private static String nearest(String key, Collection<String> known) {
        return known.stream().filter(name -> !name.equals("type"))
                .min(Comparator.comparingInt(name -> distance(key.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT))))
                .orElseThrow();
    }

    /** Levenshtein's edit distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], row[j]));
            }
        }
        return row[b.length()];
    }
}
