package serlab.corpus.split;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.Split;
import serlab.part.Part;

/**
 * A fold per speaker, in sorted order: one is tested, the next two in a circle (a man and a woman in RAVDESS) validate,
 * the others train. With fewer than seven speakers one validates, so that most of them train.
 */
@Part(name = "leave-one-actor-out", does = "a fold per speaker")
public record LeaveOneActorOut() implements SplitProtocol {
    private static final int LEAST_SPEAKERS = 3;
    private static final int TWO_VALIDATE_FROM = 7;

    @Override
    public int folds(Corpus corpus) {
        return corpus.speakers().size();
    }

    @Override
    public boolean speakerIndependent() {
        return true;
    }

    @Override
    public Split split(Corpus corpus, int fold, long seed) {
        FoldAssembly.requireSpeakers(this, corpus);
        List<String> speakers = corpus.speakers();
        int count = speakers.size();
        if (count < LEAST_SPEAKERS) {
            throw new InvalidInputException(corpus.name() + " has " + Counted.of(count, "speaker") + "; " + name() + " needs at least "
                    + LEAST_SPEAKERS + ": use random-stratified");
        }
        FoldAssembly.requireFold(this, corpus, fold);
        Set<String> validation = new TreeSet<>(Set.of(speakers.get((fold + 1) % count)));
        if (count >= TWO_VALIDATE_FROM) {
            validation.add(speakers.get((fold + 2) % count));
        }
        return FoldAssembly.byKey(this, corpus, fold, Clip::speaker, validation, Set.of(speakers.get(fold)));
    }
}
