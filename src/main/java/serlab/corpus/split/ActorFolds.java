package serlab.corpus.split;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.Split;
import serlab.part.Declaration;
import serlab.part.Part;
import serlab.part.PartName;

/**
 * Fixed folds of the 24 RAVDESS actors. Actors a corpus lacks (18 does not sing) are left out of their fold.
 */
@Part(name = ActorFolds.FIVE, does = "five fixed folds of the RAVDESS actors, with the test actors of Luna-Jiménez et al. 2021")
@Part(name = ActorFolds.SIX, does = "six fixed folds of the RAVDESS actors, with the test actors of EmoBox")
public record ActorFolds(@PartName String type) implements SplitProtocol {
    static final String FIVE = "actor-folds-5";
    static final String SIX = "actor-folds-6";
    private static final int ACTORS = 24;

    /** Source: the test actors of Luna-Jiménez et al. 2021, doi:10.3390/s21227665. */
    private static final Sets LUNA_JIMENEZ = new Sets(
            List.of(Set.of(3, 6), Set.of(10, 11), Set.of(8, 17), Set.of(1, 14), Set.of(2, 5)),
            List.of(Set.of(2, 5, 14, 15, 16), Set.of(3, 6, 7, 13, 18), Set.of(10, 11, 12, 19, 20),
                    Set.of(8, 17, 21, 23, 24), Set.of(1, 4, 9, 22)));

    /**
     * Source: the test actors of EmoBox, Ma et al. 2024, arXiv:2406.07162. Validation is two actors of the next fold's
     * test set, a man and a woman where it has both.
     */
    private static final Sets EMOBOX = new Sets(
            List.of(Set.of(4, 10), Set.of(8, 9), Set.of(3, 24), Set.of(2, 15), Set.of(6, 13), Set.of(1, 20)),
            List.of(Set.of(1, 11, 20, 21), Set.of(4, 10, 12, 14), Set.of(8, 9, 19, 23), Set.of(3, 5, 7, 24),
                    Set.of(2, 15, 16, 18), Set.of(6, 13, 17, 22)));

    /** Actors of each fold's validation set and test set. */
    private record Sets(List<Set<Integer>> validation, List<Set<Integer>> test) {
    }

    public ActorFolds {
        Declaration.check(ActorFolds.class, type);
    }

    private Sets sets() {
        return type.equals(FIVE) ? LUNA_JIMENEZ : EMOBOX;
    }

    @Override
    public int folds(Corpus corpus) {
        return sets().test().size();
    }

    @Override
    public boolean speakerIndependent() {
        return true;
    }

    @Override
    public Split split(Corpus corpus, int fold, long seed) {
        FoldAssembly.requireSpeakers(this, corpus);
        FoldAssembly.requireFold(this, corpus, fold);
        Set<String> actors = names(Stream.iterate(1, n -> n <= ACTORS, n -> n + 1));
        for (String speaker : corpus.speakers()) {
            if (!actors.contains(speaker)) {
                throw new InvalidInputException("speaker '" + speaker + "' of " + corpus.name() + " is not a RAVDESS "
                        + "actor 01 to 24, whom " + name() + " divides; use groups or random-stratified");
            }
        }
        return FoldAssembly.byKey(this, corpus, fold, Clip::speaker, names(sets().validation().get(fold).stream()),
                names(sets().test().get(fold).stream()));
    }

    private static Set<String> names(Stream<Integer> actors) {
        return actors.map(n -> n < 10 ? "0" + n : Integer.toString(n)).collect(Collectors.toCollection(TreeSet::new));
    }
}
