package serlab.corpus.split;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.Split;
import serlab.part.Part;

/**
 * Five folds by chance, each label in equal shares: 20 % test, 10 % validation, 70 % training. The test sets of one seed
 * are disjoint and cover the corpus. Duplicates of a recording are on one side. Speakers stand in all sets, so that its
 * numbers flatter.
 */
@Part(name = "random-stratified", does = "five folds by chance, each label in equal shares; speakers stand in all sets, so that numbers flatter")
public record RandomStratified() implements SplitProtocol {
    private static final int FOLDS = 5;
    /** Of the clips that are not tested. */
    private static final double VALIDATION_SHARE = 0.125;

    @Override
    public int folds(Corpus corpus) {
        return FOLDS;
    }

    @Override
    public boolean speakerIndependent() {
        return false;
    }

    @Override
    public Split split(Corpus corpus, int fold, long seed) {
        FoldAssembly.requireFold(this, corpus, fold);
        List<Clip> training = new ArrayList<>();
        List<Clip> validation = new ArrayList<>();
        List<Clip> test = new ArrayList<>();
        List<Clip> duplicates = new ArrayList<>();
        Set<String> recordings = new HashSet<>();
        int dealt = 0;
        for (String label : corpus.labels()) {
            List<Clip> remaining = new ArrayList<>();
            int before = dealt;
            for (Clip clip : FoldAssembly.shuffled(corpus.clips(), label, seed)) {
                if (recordings.add(corpus.duplicates().recordingOf(clip))) {
                    (dealt++ % FOLDS == fold ? test : remaining).add(clip);
                } else {
                    duplicates.add(clip);
                }
            }
            requireEnough(corpus, label, dealt - before);
            int validating = Math.max(1, (int) Math.round(VALIDATION_SHARE * remaining.size()));
            // the clips to validate on rotate with the fold
            int from = fold * validating % (remaining.size() - validating + 1);
            validation.addAll(remaining.subList(from, from + validating));
            remaining.subList(from, from + validating).clear();
            training.addAll(remaining);
        }
        List.of(test, validation, training).forEach(set -> FoldAssembly.follow(corpus, set, duplicates));
        return FoldAssembly.checked(corpus, new Split(name(), fold, false, training, validation, test));
    }

    private void requireEnough(Corpus corpus, String label, int recordings) {
        if (recordings < FOLDS) {
            int clips = (int) corpus.clips().stream().filter(clip -> clip.label().equals(label)).count();
            throw new InvalidInputException("label '" + label + "' of " + corpus.name() + " has " + Counted.of(clips, "clip")
                    + (clips == recordings ? "; " : ", which sound like " + Counted.of(recordings, "recording")
                            + " and duplicates, or are duplicates of another label's; ") + name() + " needs at least " + FOLDS
                    + ", one for each fold: add clips or leave the label out");
        }
    }
}
