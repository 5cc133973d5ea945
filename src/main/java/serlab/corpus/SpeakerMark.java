package serlab.corpus;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import serlab.Counted;

/**
 * How many test speakers are heard in training or validation too, over all folds.
 *
 * @param across such test speakers
 * @param tested all test speakers that are known
 */
public record SpeakerMark(int across, int tested) {
    /** No test speaker is. */
    public static final SpeakerMark NONE = new SpeakerMark(0, 0);

    /** Of splits of one corpus; a speaker whom several of them test counts once. */
    public static SpeakerMark of(Collection<Split> splits) {
        Set<String> across = new TreeSet<>();
        Set<String> tested = new TreeSet<>();
        for (Split split : splits) {
            Set<String> own = speakers(split.test().stream());
            tested.addAll(own);
            own.retainAll(speakers(Stream.concat(split.training().stream(), split.validation().stream())));
            across.addAll(own);
        }
        return new SpeakerMark(across.size(), tested.size());
    }

    private static Set<String> speakers(Stream<Clip> clips) {
        return clips.map(Clip::speaker).filter(speaker -> !speaker.isEmpty()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether there is anything to warn of. */
    public boolean any() {
        return across > 0;
    }

    /** {@code 2 of 5 test speakers}. */
    public String counted() {
        return across + " of " + Counted.of(tested, "test speaker");
    }

    /** For tables and pictures, empty if there is nothing to warn of. */
    public Optional<String> words() {
        return any() ? Optional.of("⚠ SPEAKERS: " + counted() + (across == 1 ? " is" : " are") + " heard in training or validation")
                : Optional.empty();
    }

    /** {@link #words} behind a semicolon, to follow other facts on a line. */
    public String suffix() {
        return words().map(words -> "; " + words).orElse("");
    }
}
