package serlab.corpus.media;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import serlab.audio.file.Conversion;
import serlab.corpus.MediaKind;

/**
 * What was found beside the clips of a corpus and not read, counted and named by kind and class.
 *
 * @param unread  the files
 * @param wanted  what the corpus is made of
 * @param classOf class of the clip that a path would be; empty if it would be of none
 */
public record UnreadFiles(List<Unread> unread, MediaKind wanted, UnaryOperator<String> classOf) {
    private static final int SHOWN = 8;

    public UnreadFiles {
        unread = List.copyOf(unread);
    }

    /** Those that would be clips if they were converted. */
    private List<Unread> clips() {
        return unread.stream().filter(file -> file.kind() == Unread.Kind.CLIP).toList();
    }

    /**
     * What is missing: {@code 48 recordings not read: 24 .ape in angry, 24 .ape in sad; …}, with the classes that are lost
     * and the command that converts the files. Empty if no clip is missing.
     *
     * @param root   where the corpus lies
     * @param labels the classes of which clips were read
     */
    public List<String> faults(Path root, Set<String> labels) {
        List<Unread> clips = clips();
        if (clips.isEmpty()) {
            return List.of();
        }
        Set<String> lost = clips.stream().map(file -> classOf.apply(file.path()))
                .filter(label -> !label.isEmpty() && !labels.contains(label)).collect(Collectors.toCollection(TreeSet::new));
        String missing = lost.isEmpty() || labels.isEmpty() ? "" : "; " + (lost.size() == 1 ? "class "
                + lost.iterator().next()
                + " is" : "the classes " + String.join(", ", lost) + " are") + " MISSING from everything that follows";
        return List.of(wanted.count(clips.size()) + " not read: " + groups(clips) + missing + "; " + remedy(root, clips));
    }

    /** What else lies there: one line for files of other kinds, one for hidden files. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        List<Unread> others = unread.stream().filter(file -> file.kind() == Unread.Kind.OTHER).toList();
        if (!others.isEmpty()) {
            Map<String, Long> kinds = others.stream()
                    .collect(Collectors.groupingBy(Unread::what, TreeMap::new, Collectors.counting()));
            notes.add(count(others.size(), "file") + " of other kinds not read: " + kinds.entrySet().stream().limit(SHOWN)
                    .map(kind -> kind.getValue() + " " + kind.getKey()).collect(Collectors.joining(", "))
                    + (kinds.size() > SHOWN ? "…" : ""));
        }
        long hidden = unread.stream().filter(file -> file.kind() == Unread.Kind.HIDDEN).count();
        if (hidden > 0) {
            notes.add(count(hidden, "hidden file") + " (such as "
                    + unread.stream().filter(file -> file.kind() == Unread.Kind.HIDDEN).findFirst().orElseThrow().path()
                    + ") passed over");
        }
        return notes;
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private String groups(List<Unread> clips) {
        Map<String, Long> groups = clips.stream().collect(Collectors.groupingBy(file -> {
            String label = classOf.apply(file.path());
            return file.what() + (label.isEmpty() ? "" : " in " + label);
        }, TreeMap::new, Collectors.counting()));
        String shown = groups.entrySet().stream().limit(SHOWN).map(group -> group.getValue() + " " + group.getKey())
                .collect(Collectors.joining(", "));
        long more = groups.values().stream().skip(SHOWN).mapToLong(Long::longValue).sum();
        return more == 0 ? shown : shown + " and " + more + " more";
    }

    private String remedy(Path root, List<Unread> clips) {
        boolean one = clips.size() == 1;
        boolean packed = clips.get(0).path().contains("!/") || MediaInventory.isZip(root);
        return clips.stream().filter(Unread::convertible).findFirst()
                .map(file -> (one ? "convert it with: " : "convert them, each as with: ") + (packed ? "ffmpeg -i IN OUT."
                        + wanted.target() + ", once the archive is unpacked"
                        : Conversion.command(root.resolve(file.path()).toString(), wanted.target())))
                .orElse("download or export " + root.resolve(clips.get(0).path()) + " again"
                        + (one ? "" : ", and the others"));
    }
}
