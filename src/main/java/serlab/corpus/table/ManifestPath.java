package serlab.corpus.table;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import serlab.NearestFile;
import serlab.corpus.MediaKind;

/** Files as the rows of a manifest name them: relative to the manifest, with slashes either way, perhaps without ending. */
final class ManifestPath {
    private static final List<String> ENDINGS = Stream.concat(Stream.of("", ".wav", ".WAV"),
            MediaKind.AUDIO.endings().stream().map(ending -> "." + ending)).distinct().toList();

    private ManifestPath() {
    }

    /** The file that is meant, if it is there. */
    static Optional<Path> find(Path manifest, String name) {
        if (name.isBlank()) {
            return Optional.empty();
        }
        for (String ending : ENDINGS) {
            try {
                Path file = manifest.toAbsolutePath().getParent().resolve(name.replace('\\', '/') + ending).normalize();
                if (Files.isRegularFile(file)) {
                    return Optional.of(file);
                }
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Whether a path begins at the top of a computer's files, of any system. */
    static boolean isAbsolute(String name) {
        return name.matches("[A-Za-z]:[\\\\/].*") || name.startsWith("/") || name.startsWith("\\\\");
    }

    /**
     * Why a file is not there, and what to do.
     *
     * @param name as the manifest has it
     * @param missing how many of all files are not there
     */
    static String whyNot(Path manifest, String name, long missing, int all) {
        String count = missing == 1 ? "" : "; " + missing + " of " + all + " are missing";
        if (!isAbsolute(name)) {
            Path file = manifest.resolveSibling(name.replace('\\', '/'));
            return "file '" + name + "' does not exist" + count + "; " + NearestFile.question(file)
                    + "paths are relative to the manifest";
        }
        String start = "file '" + name + "' is a path of another computer and does not exist here" + count;
        String slashed = name.replace('\\', '/');
        for (int slash = slashed.indexOf('/'); slash >= 0; slash = slashed.indexOf('/', slash + 1)) {
            String rest = name.substring(slash + 1);
            if (find(manifest, rest).isPresent()) {
                String front = name.substring(0, slash + 1);
                String file = manifest.getFileName().toString();
                return start + "; '" + rest + "' is there, so take '" + front + "' off the paths: sed 's|"
                        + front.replaceAll("([\\\\.*\\[\\]^$])", "\\\\$1").replace("'", "'\\''") + "||' '" + file
                        + "' > 'here-"
                        + file + "'";
            }
        }
        return start + "; copy the recordings beside the manifest and write their paths relative to it, such as "
                + slashed.substring(slashed.lastIndexOf('/') + 1);
    }
}
