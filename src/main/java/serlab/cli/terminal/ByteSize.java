package serlab.cli.terminal;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import serlab.InvalidInputException;

/** Amounts of storage as people write them: powers of 1024. */
public final class ByteSize {
    private static final String UNITS = "KMGT";
    private static final Pattern PATTERN = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([KMGT]?)(?:I?B)?");

    private ByteSize() {
    }

    /** Reads {@code 500M}, {@code 1.5 GB}, {@code 4096}; {@code option} is what messages call it. */
    public static long parse(String option, String text) {
        Matcher matcher = PATTERN.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new InvalidInputException(option + " '" + text + "' is no size; expected a number of bytes, or one such as "
                    + "500M or 10G");
        }
        return (long) (Double.parseDouble(matcher.group(1)) * (1L << 10 * (1 + UNITS.indexOf(
                matcher.group(2).isEmpty() ? "-" : matcher.group(2)))));
    }

    /** Such as {@code 94.2 MB}. */
    public static String text(long bytes) {
        double size = bytes;
        int unit = -1;
        while (size >= 1024 && unit < UNITS.length() - 1) {
            size /= 1024;
            unit++;
        }
        return unit < 0 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f %sB", size, UNITS.charAt(unit));
    }
}
