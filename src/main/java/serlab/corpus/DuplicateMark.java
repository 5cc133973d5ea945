package serlab.corpus;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import serlab.InvalidInputException;

/**
 * How many test clips have a duplicate among the clips that are trained or validated on, over all folds and seeds.
 *
 * @param across such test clips
 * @param tested all test clips
 */
public record DuplicateMark(int across, int tested) {
    /** No test clip has one. */
    public static final DuplicateMark NONE = new DuplicateMark(0, 0);

    /** Of splits of one corpus; a clip that several of them test counts once. */
    public static DuplicateMark of(Duplicates duplicates, Collection<Split> splits) {
        Set<String> across = new HashSet<>();
        Set<String> tested = new HashSet<>();
        for (Split split : splits) {
            duplicates.acrossSides(split).forEach(clip -> across.add(clip.id()));
            split.test().forEach(clip -> tested.add(clip.id()));
        }
        return new DuplicateMark(across.size(), tested.size());
    }

    /**
     * Refuses marks.
     *
     * @param corpus   name of the corpus
     * @param protocol name of the protocol
     * @throws InvalidInputException if there is anything to warn of, saying how many clips and how to mend it
     */
    public void requireNone(String corpus, String protocol) {
        if (any()) {
            throw new InvalidInputException(across + " of " + tested + " test clips of " + corpus
                    + " have a duplicate in training or validation under " + protocol + ", which --strict refuses; "
                    + "./ser audit names them: remove them, or have them kept on one side with --set "
                    + "split.protocol=random-stratified");
        }
    }

    /** Whether there is anything to warn of. */
    public boolean any() {
        return across > 0;
    }

    /** For tables and pictures, empty if there is nothing to warn of. */
    public List<String> words() {
        return any() ? List.of("DUPLICATES: " + across + " of " + tested
                + (across == 1 ? " test clips has" : " test clips have") + " a duplicate in training or validation") : List.of();
    }

    /** {@link #words} behind a semicolon, to follow other facts on a line. */
    public String suffix() {
        return words().stream().map(words -> "; " + words).findFirst().orElse("");
    }
}
