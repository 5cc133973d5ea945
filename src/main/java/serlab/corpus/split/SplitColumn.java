package serlab.corpus.split;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;

/**
 * A column of a corpus that says which set each clip stands in: {@code split}, {@code Split_Set} or {@code Partition} with train,
 * development, test and the like.
 *
 * @param name its name, in lower case
 */
public record SplitColumn(String name) {
    private static final List<String> USUAL = List.of("split", "splitset", "partition", "set", "subset", "usage");
    private static final Map<Role, List<String>> WORDS = Map.of(
            Role.TRAINING, List.of("train", "training", "trn", "tr"),
            Role.VALIDATION, List.of("validation", "valid", "val", "dev", "devel", "development"),
            Role.TEST, List.of("test", "testing", "tst", "te", "eval", "evaluation"));

    /** What clips of a value do. */
    public enum Role {
        TRAINING, VALIDATION, TEST
    }

    /** The first column of a usual name that has words for both training and test. */
    public static Optional<SplitColumn> in(Corpus corpus) {
        return usual(corpus).filter(column -> column.has(corpus, Role.TRAINING) && column.has(corpus, Role.TEST)).findFirst();
    }

    /** The first column of a usual name that has a word for any set; its other values may be misspelled. */
    static Optional<SplitColumn> meant(Corpus corpus) {
        return usual(corpus).filter(column -> Stream.of(Role.values()).anyMatch(role -> column.has(corpus, role))).findFirst();
    }

    private static Stream<SplitColumn> usual(Corpus corpus) {
        return USUAL.stream().flatMap(usual -> corpus.clips().stream().flatMap(clip -> clip.fields().keySet().stream()).distinct()
                .filter(field -> plain(field).equals(usual)).sorted()).map(SplitColumn::new);
    }

    private boolean has(Corpus corpus, Role role) {
        return corpus.clips().stream().anyMatch(clip -> role(value(clip)).filter(role::equals).isPresent());
    }

    /** What the column says of a clip; empty if nothing. */
    public String value(Clip clip) {
        return clip.fields().getOrDefault(name, "").strip();
    }

    /** What a value means: {@code Test1} and {@code test-clean} are tests; empty if it is no word of a split. */
    public static Optional<Role> role(String value) {
        String word = value.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z].*$", "");
        return WORDS.entrySet().stream().filter(entry -> entry.getValue().contains(word)).map(Map.Entry::getKey).findFirst();
    }

    /** Clips by value. */
    Map<String, Long> counts(Corpus corpus) {
        Map<String, Long> counts = new TreeMap<>();
        corpus.clips().forEach(clip -> counts.merge(value(clip), 1L, Long::sum));
        return counts;
    }

    /** The clips of a role. */
    public List<Clip> clips(Corpus corpus, Role role) {
        return corpus.clips().stream().filter(clip -> role(value(clip)).filter(role::equals).isPresent()).toList();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
