package serlab.corpus.split;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.corpus.Corpus;
import serlab.corpus.Split;
import serlab.part.Part;

/**
 * The protocol that suits a corpus: the first of {@code actor-folds-5} (RAVDESS, whose folds are published, and the synthetic
 * voices that bear its actors' numbers), {@code groups} (folds of whole speakers, a fold each where they are fewer than five)
 * and {@code leave-one-actor-out} of which every fold can be made; {@code random-stratified} where there is none, as where
 * speakers are not known. An experiment is fitted with the protocol that was found, and its results bear that one's name.
 */
@Part(name = SpeakerFolds.NAME, does = "what suits the corpus: published folds of RAVDESS, else folds of whole speakers, else, "
        + "where speakers are not known, folds by chance")
public record SpeakerFolds() implements SplitProtocol {
    static final String NAME = "speakers";
    private static final long SEED = 1;

    private static List<SplitProtocol> candidates(Corpus corpus) {
        SplitProtocol published = new ActorFolds(ActorFolds.FIVE);
        List<SplitProtocol> bySpeaker = List.of(GroupFolds.bySpeaker(), new LeaveOneActorOut());
        return Stream.concat(isRavdess(corpus) ? Stream.of(published) : Stream.empty(), bySpeaker.stream()).toList();
    }

    private static boolean isRavdess(Corpus corpus) {
        return corpus.synthetic() || corpus.name().startsWith("RAVDESS");
    }

    @Override
    public SplitProtocol on(Corpus corpus) {
        return candidates(corpus).stream().filter(protocol -> misfit(protocol, corpus).isEmpty()).findFirst()
                .orElseGet(RandomStratified::new);
    }

    @Override
    public List<String> notes(Corpus corpus) {
        SplitProtocol found = on(corpus);
        if (found.speakerIndependent()) {
            return found.notes(corpus);
        }
        int speakers = corpus.speakers().size();
        String reason = speakers == 0 ? "its speakers are not known" : !corpus.knowsSpeakers()
                ? "the speaker of some clips is not known" : "its " + Counted.of(speakers, "speaker")
                        + " cannot be told apart in training, validation and test with every emotion in training";
        return List.of(corpus.name() + " is split by " + found.name() + ", because " + reason
                + "; a voice may stand on both sides, so numbers flatter");
    }

    /** Why a fold of a protocol cannot be made of a corpus; empty if all can. */
    static Optional<String> misfit(SplitProtocol protocol, Corpus corpus) {
        try {
            IntStream.range(0, Math.max(1, protocol.folds(corpus))).forEach(fold -> protocol.split(corpus, fold, SEED));
            return Optional.empty();
        } catch (InvalidInputException e) {
            return Optional.of(e.getMessage());
        }
    }

    @Override
    public int folds(Corpus corpus) {
        return on(corpus).folds(corpus);
    }

    /** What it comes to is known with the corpus. */
    @Override
    public boolean speakerIndependent() {
        return false;
    }

    @Override
    public Split split(Corpus corpus, int fold, long seed) {
        return on(corpus).split(corpus, fold, seed);
    }
}
