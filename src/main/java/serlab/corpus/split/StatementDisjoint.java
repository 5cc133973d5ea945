package serlab.corpus.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.Split;
import serlab.part.Part;

/**
 * A fold per statement, in sorted order: all clips of one are tested; the others train, but for a seeded eighth of each
 * label, which validates, duplicates of a recording together. Speakers stand in all sets.
 */
@Part(name = "statement-disjoint", does = "a fold per statement; speakers stand in all sets")
public record StatementDisjoint() implements SplitProtocol {
    private static final String FIELD = "statement";
    private static final double VALIDATION_SHARE = 0.125;

    @Override
    public int folds(Corpus corpus) {
        return statements(corpus).size();
    }

    @Override
    public boolean speakerIndependent() {
        return false;
    }

    @Override
    public Split split(Corpus corpus, int fold, long seed) {
        List<String> statements = statements(corpus);
        boolean all = corpus.clips().stream().allMatch(clip -> clip.fields().containsKey(FIELD));
        if (!all || statements.size() < 2) {
            throw new InvalidInputException(corpus.name() + " does not tell two or more statements of all its clips, "
                    + "which " + name() + " divides; add a statement column to a manifest or use another protocol");
        }
        FoldAssembly.requireFold(this, corpus, fold);
        List<Clip> training = new ArrayList<>();
        List<Clip> validation = new ArrayList<>();
        List<Clip> test = new ArrayList<>();
        for (String label : corpus.labels()) {
            List<Clip> remaining = new ArrayList<>();
            for (Clip clip : FoldAssembly.shuffled(corpus.clips(), label, seed)) {
                (clip.fields().get(FIELD).equals(statements.get(fold)) ? test : remaining).add(clip);
            }
            List<Clip> recordings = corpus.duplicates().firsts(remaining);
            int validating = (int) Math.ceil(VALIDATION_SHARE * recordings.size());
            Set<String> validated = recordings.stream().limit(validating).map(corpus.duplicates()::recordingOf)
                    .collect(Collectors.toSet());
            remaining.forEach(clip ->
                    (validated.contains(corpus.duplicates().recordingOf(clip)) ? validation : training).add(clip));
        }
        FoldAssembly.follow(corpus, validation, training);
        return FoldAssembly.checked(corpus, new Split(name(), fold, false, training, validation, test));
    }

    private static List<String> statements(Corpus corpus) {
        return corpus.clips().stream().map(clip -> clip.fields().get(FIELD)).filter(Objects::nonNull).distinct()
                .sorted().toList();
    }
}
