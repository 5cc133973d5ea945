package serlab;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The answer to a name that nothing is registered under: the nearest known name, and all of them. */
public final class NearestName {
    private NearestName() {
    }

    /**
     * One line such as {@code unknown model 'mfc-cnn'; did you mean 'mfcc-cnn'? known: mfcc-cnn, spectrogram-cnn}. The
     * question is left out where no known name is near.
     *
     * @param kind  what the name is for ({@code model}, {@code split protocol})
     * @param given the unknown name
     * @param known the registered names; listed with the nearest first, equally near ones in the given order
     */
    public static String suggest(String kind, String given, Collection<String> known) {
        return suggest(kind, given, known, Map.of());
    }

    /** As {@link #suggest(String, String, Collection)}; {@code called} gives known names by what others call them. */
    static String suggest(String kind, String given, Collection<String> known, Map<String, String> called) {
        if (known.isEmpty()) {
            return "unknown " + kind + " '" + given + "'; none is known";
        }
        List<String> nearestFirst = known.stream()
                .sorted(Comparator.comparingInt((String name) -> distance(given, name))).toList();
        String question = Optional.ofNullable(called.get(given)).or(() -> nearest(given, known))
                .map(nearest -> "did you mean '" + nearest + "'? ").orElse("");
        return "unknown " + kind + " '" + given + "'; " + question + "known: " + String.join(", ", nearestFirst);
    }

    /** The known name that is most like the given one, if it is near. */
    public static Optional<String> nearest(String given, Collection<String> known) {
        return known.stream().min(Comparator.comparingInt((String name) -> distance(given, name)))
                .filter(name -> isNear(given, name));
    }

    /** Levenshtein's edit distance without regard to case. */
    private static int distance(String a, String b) {
        String from = a.toLowerCase(Locale.ROOT);
        String to = b.toLowerCase(Locale.ROOT);
        int[] edits = IntStream.rangeClosed(0, to.length()).toArray(); // from what precedes i to each beginning of the other
        for (int i = 0; i < from.length(); i++) {
            int diagonal = edits[0]++;
            for (int k = 0; k < to.length(); k++) {
                int replaced = diagonal + (from.charAt(i) == to.charAt(k) ? 0 : 1);
                diagonal = edits[k + 1];
                edits[k + 1] = Math.min(replaced, 1 + Math.min(edits[k], edits[k + 1]));
            }
        }
        return edits[to.length()];
    }

    /** Near: at most two edits, or a third of the longer name where that is more. */
    private static boolean isNear(String given, String name) {
        return !given.isBlank() && distance(given, name) <= Math.max(2, Math.max(given.length(), name.length()) / 3);
    }
}
