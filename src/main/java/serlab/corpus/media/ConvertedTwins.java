package serlab.corpus.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import serlab.corpus.MediaKind;

/**
 * Recordings of phones, browsers and cameras that lie beside the same one in a plain format, as converting them leaves it:
 * {@code clip.mp4} beside {@code clip.wav}. The plain one is read, so that no recording is there twice.
 */
final class ConvertedTwins {
    private static final Set<String> PLAIN = Set.of("wav", "wave", "flac", "mp3", "aiff", "aif", "aifc", "ogg", "oga");

    private ConvertedTwins() {
    }

    /** The recordings to be read; the others are added to those that are not. */
    static List<MediaInventory.Item> passOver(List<MediaInventory.Item> items, List<Unread> unread) {
        Set<String> plain = items.stream().map(MediaInventory.Item::path).filter(ConvertedTwins::isPlain)
                .map(ConvertedTwins::withoutEnding).collect(Collectors.toSet());
        List<MediaInventory.Item> read = new ArrayList<>();
        for (MediaInventory.Item item : items) {
            if (isPlain(item.path()) || !plain.contains(withoutEnding(item.path()))) {
                read.add(item);
            } else {
                unread.add(new Unread(item.path(), Unread.Kind.OTHER, "." + MediaKind.extension(item.path())
                        + " beside the same in a plain format"));
            }
        }
        return read;
    }

    private static boolean isPlain(String path) {
        return PLAIN.contains(MediaKind.extension(path));
    }

    private static String withoutEnding(String path) {
        return path.substring(0, path.length() - MediaKind.extension(path).length());
    }
}
