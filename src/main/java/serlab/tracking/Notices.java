package serlab.tracking;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One-line messages to the user, each kept once, in order. Safe for use by several threads. */
final class Notices {
    private final Set<String> lines = new LinkedHashSet<>();

    synchronized void add(String line) {
        lines.add(line.replaceAll("\\s*\\R\\s*", " "));
    }

    synchronized List<String> all() {
        return List.copyOf(new ArrayList<>(lines));
    }
}
