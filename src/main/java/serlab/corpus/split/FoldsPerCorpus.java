package serlab.corpus.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.Split;
import serlab.part.Part;

/**
 * Folds by speaker inside every one of several corpora, joined: the first fold tests the speakers of every corpus's first fold
 * and trains on the others of all. A corpus with fewer folds than another is trained on where it has no fold left.
 */
@Part(name = "folds-per-corpus", does = "folds by speaker inside every one of several corpora, the same fold of all tested together")
public record FoldsPerCorpus() implements AcrossCorpora {
    @Override
    public int folds(Corpus corpus) {
        return CorpusPart.of(this, corpus).stream().mapToInt(CorpusPart::folds).max().orElse(0);
    }

    @Override
    public Split split(Corpus corpus, int fold, long seed) {
        List<CorpusPart> parts = CorpusPart.of(this, corpus);
        parts.forEach(part -> part.requireFolds(this, ", or use leave-one-corpus-out"));
        FoldAssembly.requireFold(this, corpus, fold);
        HeldOut held = new HeldOut(List.of(), List.of(), true);
        List<Clip> test = new ArrayList<>();
        for (CorpusPart part : parts) {
            if (fold < part.folds()) {
                CorpusPart.Sets own = part.fold(fold, seed);
                held = held.and(own.held());
                test.addAll(own.test());
            } else {
                held = held.and(part.whole(seed, Set.of()));
            }
        }
        return CorpusPart.without(held, test, corpus).as(this, corpus, fold);
    }
}
