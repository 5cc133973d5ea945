package serlab.corpus.table;

import java.util.List;

/** What stands between the columns of a CSV file, told by its header. */
public enum Delimiter {
    COMMA(',', "commas"), SEMICOLON(';', "semicolons"), TAB('\t', "tabs"), BAR('|', "bars");

    private final char character;
    private final String words;

    Delimiter(char character, String words) {
        this.character = character;
        this.words = words;
    }

    char character() {
        return character;
    }

    /** How messages call it. */
    String words() {
        return words;
    }

    /** The one that stands most often outside quotes; the comma where none does. */
    static Delimiter of(String header) {
        Delimiter most = COMMA;
        for (Delimiter delimiter : List.of(SEMICOLON, TAB, BAR)) {
            most = delimiter.count(header) > most.count(header) ? delimiter : most;
        }
        return most;
    }

    private long count(String header) {
        long count = 0;
        boolean quoted = false;
        for (int i = 0; i < header.length(); i++) {
            quoted ^= header.charAt(i) == '"';
            count += !quoted && header.charAt(i) == character ? 1 : 0;
        }
        return count;
    }
}
