package serlab.corpus.locate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One place or several, as {@code --data} and {@code SER_DATA} name them: {@code A,B}. A place whose name holds a comma is
 * taken as it is where it exists.
 *
 * @param all at least one
 */
public record Places(List<Path> all) {
    private static final String BETWEEN = ",";

    public Places {
        all = List.copyOf(all);
    }

    /** Reads what names places. */
    public static Places of(Path given) {
        String text = given.toString();
        if (!text.contains(BETWEEN) || Files.exists(given)) {
            return new Places(List.of(given));
        }
        String[] parts = text.split(BETWEEN, -1);
        List<Path> all = new ArrayList<>();
        int from = 0;
        while (from < parts.length) {
            int to = from + 1;
            for (int longer = parts.length; longer > from + 1 && to == from + 1; longer--) {
                to = Files.exists(path(parts, from, longer)) ? longer : to;
            }
            Path one = path(parts, from, to);
            if (!one.toString().isBlank()) {
                all.add(one);
            }
            from = to;
        }
        return new Places(all.isEmpty() ? List.of(given) : all);
    }

    private static Path path(String[] parts, int from, int to) {
        return Path.of(String.join(BETWEEN, List.of(parts).subList(from, to)).strip());
    }

    /** The places of several options as one that {@link #of} reads. */
    public static Optional<Path> joined(List<Path> given) {
        return given == null || given.isEmpty() ? Optional.empty()
                : Optional.of(Path.of(given.stream().map(Path::toString).collect(Collectors.joining(BETWEEN))));
    }

    /** Whether there are several. */
    public boolean several() {
        return all.size() > 1;
    }

    /** The same as one path, each absolute. */
    public Path absolute() {
        return joined(all.stream().map(one -> one.toAbsolutePath().normalize()).toList()).orElseThrow();
    }

    /** The first that is not there. */
    public Optional<Path> missing() {
        return all.stream().filter(one -> !Files.exists(one)).findFirst();
    }
}
