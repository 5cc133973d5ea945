package serlab.corpus.split;

import java.util.List;
import java.util.Set;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.Split;
import serlab.part.Part;

/**
 * A fold per corpus of several, in sorted order: all clips of one are tested, the others train and validate, each by whole
 * speakers where it has three or more. A recording that is tested is not trained on, whichever corpus has it too.
 */
@Part(name = "leave-one-corpus-out", does = "a fold per corpus of several: tested on one, trained on the others")
public record LeaveOneCorpusOut() implements AcrossCorpora {
    @Override
    public int folds(Corpus corpus) {
        return CorpusPart.of(this, corpus).size();
    }

    @Override
    public Split split(Corpus corpus, int fold, long seed) {
        FoldAssembly.requireFold(this, corpus, fold);
        List<CorpusPart> parts = CorpusPart.of(this, corpus);
        List<Clip> test = parts.get(fold).clips().clips();
        Set<String> tested = CorpusPart.recordings(corpus, test);
        HeldOut held = parts.stream().filter(part -> part != parts.get(fold)).map(part -> part.whole(seed, tested))
                .reduce(HeldOut::and).orElseThrow();
        return CorpusPart.without(held, test, corpus).as(this, corpus, fold);
    }
}
