package serlab.corpus;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What clips are kept in, told by the endings of the files' names. */
public enum MediaKind {
    /** Recordings. */
    AUDIO("wav", "flac", "mp3", "aiff", "ogg", "wave", "aif", "aifc", "oga"),
    /** Images of spectrograms. */
    IMAGE("png", "jpg", "jpeg");

    private static final int SHOWN = 5;

    private final List<String> endings;
    private final Set<String> known;

    MediaKind(String... endings) {
        this.endings = List.of(endings);
        this.known = Set.of(endings);
    }

    /** Whether a file of this name is of this kind. */
    public boolean has(String path) {
        return known.contains(extension(path));
    }

    /** The usual endings, for messages: {@code .wav, .flac, .mp3, .aiff or .ogg}. */
    public String words() {
        List<String> shown = endings.stream().limit(SHOWN).map(ending -> "." + ending).toList();
        return shown.stream().limit(shown.size() - 1L).collect(Collectors.joining(", ")) + " or "
                + shown.get(shown.size() - 1);
    }

    /** What follows the last dot of a file's name, in lower case; empty where there is none. */
    static String extension(String path) {
        String name = path.substring(path.replace('\\', '/').lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
