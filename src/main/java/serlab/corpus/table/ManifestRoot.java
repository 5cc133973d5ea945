package serlab.corpus.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the paths of a manifest begin: in its own folder, in one above it, or behind a front that is of another computer.
 *
 * @param manifest the manifest
 * @param folder   the folder that paths are relative to
 * @param front    what is taken off the paths, such as {@code C:\data\}; empty if nothing
 */
record ManifestRoot(Path manifest, Path folder, String front) {
    private static final int MOST_ABOVE = 4;

    /** The root at which all files are; the manifest's own folder if there is none. */
    static ManifestRoot of(Path manifest, List<String> names) {
        Path own = manifest.toAbsolutePath().normalize().getParent();
        ManifestRoot usual = new ManifestRoot(manifest, own, "");
        Optional<String> first = names.stream().filter(name -> !name.isBlank()).findFirst();
        if (first.isEmpty() || usual.find(first.get()).isPresent()) {
            return usual;
        }
        return candidates(manifest, own, first.get()).stream().filter(root -> root.find(first.get()).isPresent())
                .filter(root -> names.stream().allMatch(name -> root.find(name).isPresent())).findFirst().orElse(usual);
    }

    private static List<ManifestRoot> candidates(Path manifest, Path own, String first) {
        List<ManifestRoot> candidates = new ArrayList<>();
        boolean absolute = ManifestPath.isAbsolute(first);
        Path folder = own.getParent();
        for (int above = 0; above < MOST_ABOVE && folder != null && !absolute; above++, folder = folder.getParent()) {
            candidates.add(new ManifestRoot(manifest, folder, ""));
        }
        String slashed = first.replace('\\', '/');
        for (int slash = slashed.indexOf('/'); slash >= 0; slash = slashed.indexOf('/', slash + 1)) {
            candidates.add(new ManifestRoot(manifest, own, first.substring(0, slash + 1)));
        }
        return candidates;
    }

    /** A path without the front. */
    String rest(String name) {
        return name.startsWith(front) ? name.substring(front.length()) : name;
    }

    /** The file that a row names, if it is there. */
    Optional<Path> find(String name) {
        return ManifestPath.find(folder.resolve("manifest"), rest(name));
    }

    /** What is unusual about it. */
    Optional<String> note() {
        return !front.isEmpty() ? Optional.of("'" + front + "' in front of the paths is passed over: it is not here, and what is "
                + "behind it is")
                : folder.equals(manifest.toAbsolutePath().normalize().getParent()) ? Optional.empty()
                : Optional.of("the paths begin in " + folder);
    }
}
