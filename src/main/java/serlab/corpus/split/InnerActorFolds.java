package serlab.corpus.split;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.Split;
import serlab.part.Part;

/**
 * Cross-validation inside the training and validation actors of {@code actor-folds-5}, for choices that the test actors
 * must have no part in: the test actors of the outer fold stand in none of the three sets. Four inner folds for each of
 * the five outer ones, fold {@code 5 * inner + outer}, so that folds 0 to 4 are one inner fold of each outer one. Men and
 * women are dealt in turn; a man and a woman of the next inner fold validate.
 */
@Part(name = "inner-actor-folds", does = "twenty folds inside the training and validation actors of actor-folds-5, for choices")
public record InnerActorFolds() implements SplitProtocol {
    private static final int INNER = 4;
    private static final ActorFolds OUTER = new ActorFolds(ActorFolds.FIVE);

    @Override
    public int folds(Corpus corpus) {
        return INNER * OUTER.folds(corpus);
    }

    @Override
    public boolean speakerIndependent() {
        return true;
    }

    @Override
    public Split split(Corpus corpus, int fold, long seed) {
        FoldAssembly.requireSpeakers(this, corpus);
        FoldAssembly.requireFold(this, corpus, fold);
        Split outer = OUTER.split(corpus, fold % OUTER.folds(corpus), seed);
        int inner = fold / OUTER.folds(corpus);
        Set<String> tested = outer.test().stream().map(Clip::speaker).collect(Collectors.toSet());
        Corpus inside = new Corpus(corpus.name(), corpus.synthetic(), corpus.labels(),
                corpus.clips().stream().filter(clip -> !tested.contains(clip.speaker())).toList(), List.of())
                .with(corpus.duplicates());
        int next = (inner + 1) % INNER;
        Set<String> validation = Stream.of(true, false).flatMap(men -> dealt(inside, men, next).stream().limit(1))
                .collect(Collectors.toSet());
        Set<String> test = Stream.of(true, false).flatMap(men -> dealt(inside, men, inner).stream())
                .collect(Collectors.toSet());
        return FoldAssembly.byKey(this, inside, fold, Clip::speaker, validation, test);
    }

    /** The men or women of an inner fold: every fourth; women begin two folds later, so that folds are of even size. */
    private static List<String> dealt(Corpus corpus, boolean men, int inner) {
        List<String> actors = new TreeSet<>(corpus.speakers()).stream()
                .filter(actor -> Integer.parseInt(actor) % 2 == (men ? 1 : 0)).toList();
        int first = men ? 0 : 2;
        return Stream.iterate(0, i -> i < actors.size(), i -> i + 1).filter(i -> (i + first) % INNER == inner)
                .map(actors::get).toList();
    }
}
