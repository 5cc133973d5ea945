package serlab.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.Split;

/**
 * Sets of clips as somebody divided them. Unlike a {@link Split} they need not be apart: whether they are is the question.
 *
 * @param name what messages call it
 */
record NamedSplit(String name, List<Clip> training, List<Clip> validation, List<Clip> test) {
    private static final String COLUMN = "split";
    private static final Map<String, Set<String>> WORDS = Map.of("training", Set.of("train", "training"),
            "validation", Set.of("validation", "valid", "val", "dev"), "test", Set.of("test", "testing", "eval"));

    NamedSplit {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }

    static NamedSplit of(Split split) {
        return new NamedSplit(split.protocol() + " fold " + split.fold(), split.training(), split.validation(), split.test());
    }

    /** The split that the column {@code split} of a corpus describes, if it puts clips into training and test. */
    static Optional<NamedSplit> given(Corpus corpus) {
        NamedSplit split = new NamedSplit("the column " + COLUMN, in(corpus, "training"), in(corpus, "validation"),
                in(corpus, "test"));
        return split.training.isEmpty() || split.test.isEmpty() ? Optional.empty() : Optional.of(split);
    }

    private static List<Clip> in(Corpus corpus, String set) {
        return corpus.clips().stream().filter(clip ->
                WORDS.get(set).contains(clip.fields().getOrDefault(COLUMN, "").toLowerCase(Locale.ROOT))).toList();
    }

    /** What is known before the test: training and validation clips. */
    List<Clip> seen() {
        List<Clip> seen = new ArrayList<>(training);
        seen.addAll(validation);
        return seen;
    }

    Stream<Clip> all() {
        return Stream.concat(seen().stream(), test.stream());
    }
}
