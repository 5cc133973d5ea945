package serlab.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.Split;
import serlab.corpus.split.SplitColumn;

/**
 * Sets of clips as somebody divided them. Unlike a {@link Split} they need not be apart: whether they are is the question.
 *
 * @param name what messages call it
 */
record NamedSplit(String name, List<Clip> training, List<Clip> validation, List<Clip> test) {
    NamedSplit {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }

    static NamedSplit of(Split split) {
        return new NamedSplit(split.protocol() + " fold " + split.fold(), split.training(), split.validation(), split.test());
    }

    /** The split that a column of a corpus describes, if it puts clips into training and test. */
    static Optional<NamedSplit> given(Corpus corpus) {
        return SplitColumn.in(corpus).map(column -> new NamedSplit("the column " + column.name(),
                column.clips(corpus, SplitColumn.Role.TRAINING), column.clips(corpus, SplitColumn.Role.VALIDATION),
                column.clips(corpus, SplitColumn.Role.TEST)));
    }

    /** What is known before the test: training and validation clips. */
    List<Clip> seen() {
        List<Clip> seen = new ArrayList<>(training);
        seen.addAll(validation);
        return seen;
    }
}
