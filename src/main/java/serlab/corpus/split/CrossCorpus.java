package serlab.corpus.split;

import java.util.ArrayList;
import java.util.List;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.Duplicates;
import serlab.corpus.Split;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/**
 * For every one of several corpora a fold that trains and validates on it alone and tests on all others, then the folds of
 * each by its own speakers. Validation is inside the corpus that is trained on. A recording that stands in both is not
 * trained on.
 */
@Part(name = "cross-corpus", does = "for every one of several corpora a fold that trains on it and tests on all others, then "
        + "its own folds by speaker")
public record CrossCorpus(
        @Option(value = "true", meaning = "whether every corpus is also divided by its own speakers, for the diagonal of the matrix")
        boolean diagonal) implements AcrossCorpora {
    public CrossCorpus {
        Declaration.check(CrossCorpus.class, diagonal);
    }

    /**
     * One fold.
     *
     * @param corpus the corpus that is trained on
     * @param within whether it is tested on its own speakers; else on all other corpora
     * @param number of the fold within the corpus; 0 where it is tested on the others
     */
    public record Fold(String corpus, boolean within, int number) {
    }

    /** The folds in their order: of every corpus that against the others, then the own ones of every corpus. */
    public List<Fold> plan(Corpus corpus) {
        List<CorpusPart> parts = CorpusPart.of(this, corpus);
        List<Fold> plan = new ArrayList<>();
        parts.forEach(part -> plan.add(new Fold(part.name(), false, 0)));
        for (CorpusPart part : diagonal ? parts : List.<CorpusPart>of()) {
            part.requireFolds(this, ", or leave the diagonal out with --set split.diagonal=false");
            for (int number = 0; number < part.folds(); number++) {
                plan.add(new Fold(part.name(), true, number));
            }
        }
        return plan;
    }

    /**
     * The folds of a protocol in their order, whatever stands around this one.
     *
     * @throws InvalidInputException if it is another protocol, or does not fit the corpus
     */
    public static List<Fold> plan(SplitProtocol protocol, Corpus corpus) {
        if (protocol instanceof IgnoringDuplicates ignoring) {
            return plan(ignoring.all(), corpus.with(Duplicates.NONE));
        }
        if (protocol instanceof PartTested part) {
            return plan(part.all(), corpus);
        }
        if (protocol instanceof CrossCorpus cross) {
            return cross.plan(corpus);
        }
        throw new InvalidInputException("the split is " + protocol.name() + "; expected cross-corpus, which trains on each corpus "
                + "and tests on every other: leave split out");
    }

    @Override
    public int folds(Corpus corpus) {
        return plan(corpus).size();
    }

    @Override
    public Split split(Corpus corpus, int fold, long seed) {
        FoldAssembly.requireFold(this, corpus, fold);
        Fold asked = plan(corpus).get(fold);
        CorpusPart part = CorpusPart.of(this, corpus).stream().filter(one -> one.name().equals(asked.corpus())).findFirst()
                .orElseThrow();
        if (asked.within()) {
            return part.fold(asked.number(), seed).as(this, corpus, fold);
        }
        List<Clip> others = corpus.clips().stream().filter(clip -> !clip.corpus().equals(asked.corpus())).toList();
        return new CorpusPart.Sets(part.whole(seed, CorpusPart.recordings(corpus, others)), others).as(this, corpus, fold);
    }
}
