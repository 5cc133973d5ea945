package serlab.notebook.kernel;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Advice of the library in the words of a cell: where the command line has an option, a cell has a method or a line of YAML. */
public final class CellWords {
    private static final List<Map.Entry<Pattern, String>> WORDS = List.of(
            Map.entry(Pattern.compile("--set '?corpus\\.labels=(\\{[^}]*}|\\[[^\\]]*])'?"), "lab.withLabels(corpus, \"$1\")"),
            Map.entry(Pattern.compile("--set '?([\\w.]+)=(\\[[^\\]]*]|[^\\s,;']+)'?"), "$1: $2 in the cell's YAML"),
            Map.entry(Pattern.compile(" with --out"), ""),
            Map.entry(Pattern.compile("--data PATH"), "lab.corpus(\"PATH\")"),
            Map.entry(Pattern.compile("--data"), "lab.corpus(…)"));

    private CellWords() {
    }

    /** A line as a cell shows it. */
    public static String of(String line) {
        String told = line;
        for (Map.Entry<Pattern, String> words : WORDS) {
            told = words.getKey().matcher(told).replaceAll(words.getValue());
        }
        return told;
    }
}
