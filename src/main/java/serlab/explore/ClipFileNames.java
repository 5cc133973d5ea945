package serlab.explore;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import serlab.corpus.Clip;

/** File names for the clips of a corpus, one of its own for each in the folder of its class. */
final class ClipFileNames {
    private static final String EXTENSION = "\\.[A-Za-z0-9]{1,5}$";

    private ClipFileNames() {
    }

    /**
     * {@code label/name} by clip id, without extension. The name is the clip's id with dashes for slashes and without the
     * extension of its recording; clips that would share a name keep their extension, and a number if that is not enough.
     */
    static Map<String, String> of(List<Clip> clips) {
        Map<String, String> names = new HashMap<>();
        Set<String> taken = new HashSet<>();
        for (Clip clip : clips) {
            String folder = plain(clip.label());
            String whole = folder + "/" + plain(withoutLabel(clip));
            String name = whole.replaceFirst(EXTENSION, "");
            if (!taken.add(name.toLowerCase(Locale.ROOT))) {
                String repeated = whole.replace('.', '-');
                name = repeated;
                for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
                    name = repeated + "-" + number;
                }
            }
            names.put(clip.id(), name);
        }
        return names;
    }

    /** The id without the class folder that it may begin with. */
    private static String withoutLabel(Clip clip) {
        String prefix = clip.label() + "/";
        return clip.id().regionMatches(true, 0, prefix, 0, prefix.length())
                && clip.id().length() > prefix.length() ? clip.id().substring(prefix.length()) : clip.id();
    }

    /** Only characters that every file system takes. */
    private static String plain(String text) {
        String plain = text.replaceAll("[^\\p{L}\\p{N}._-]+", "-");
        return plain.startsWith(".") ? "_" + plain : plain;
    }
}
