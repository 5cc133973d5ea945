package serlab.predict.turns;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import serlab.InvalidInputException;
import serlab.NearestName;

/** Form in which turns are written. */
public enum TurnFormat {
    TABLE(".txt"),
    JSON(".json"),
    CSV(".csv"),
    AUDACITY(".labels.txt"),
    WEBVTT(".vtt"),
    TEXTGRID(".TextGrid"),
    HTML(".html");

    private final String ending;

    TurnFormat(String ending) {
        this.ending = ending;
    }

    /** Their names, as the command line has them. */
    public static String names() {
        return Arrays.stream(values()).map(TurnFormat::toString).collect(Collectors.joining(", "));
    }

    /**
     * The format of a name.
     *
     * @throws InvalidInputException if there is none
     */
    public static TurnFormat of(String name) {
        return Arrays.stream(values()).filter(format -> format.toString().equals(name.toLowerCase(Locale.ROOT))).findFirst()
                .orElseThrow(() -> new InvalidInputException("--format: " + NearestName.suggest("format", name,
                        Arrays.stream(values()).map(TurnFormat::toString).toList())));
    }

    /**
     * The format of a file by the ending of its name.
     *
     * @throws InvalidInputException if no format ends so
     */
    public static TurnFormat ofFile(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        return name.endsWith(AUDACITY.ending) ? AUDACITY : Arrays.stream(values())
                .filter(format -> name.endsWith(format.ending.toLowerCase(Locale.ROOT))).findFirst()
                .orElseThrow(() -> new InvalidInputException("--out " + file + ": its ending names no format; expected one of "
                        + Arrays.stream(values()).map(format -> format.ending).collect(Collectors.joining(", "))
                        + ", or say which by --format " + names()));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
