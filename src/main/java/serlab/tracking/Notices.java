package serlab.tracking;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One-line messages to the user, each kept once, in order. Safe for use by several threads. */
public final class Notices {
    private final Set<String> lines = new LinkedHashSet<>();

    public synchronized void add(String line) {
        lines.add(line.replaceAll("\\s*\\R\\s*", " "));
    }

    public synchronized List<String> all() {
        return List.copyOf(new ArrayList<>(lines));
    }
}
