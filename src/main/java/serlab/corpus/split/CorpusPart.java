package serlab.corpus.split;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.Split;

/**
 * One of several corpora, as protocols divide it.
 *
 * @param name  what it is called
 * @param clips its clips
 */
record CorpusPart(String name, Corpus clips) {
    private static final int LEAST_SPEAKERS = 2;

    /**
     * The corpora that one was put together of, by name.
     *
     * @throws InvalidInputException if there are fewer than two
     */
    static List<CorpusPart> of(SplitProtocol protocol, Corpus corpus) {
        List<String> members = corpus.members();
        if (members.size() < 2 || corpus.clips().stream().anyMatch(clip -> clip.corpus().isEmpty())) {
            throw new InvalidInputException(protocol.name() + " needs several corpora, and " + corpus.name()
                    + " is one; name them with --data A,B or corpus: {type: several, of: [A, B]}");
        }
        return members.stream().map(member -> new CorpusPart(member, corpus.only(clip -> clip.corpus().equals(member)))).toList();
    }

    /** Refuses a corpus that has no folds by speaker. */
    void requireFolds(SplitProtocol protocol, String otherwise) {
        boolean known = clips.knowsSpeakers();
        if (!known || clips.speakers().size() < LEAST_SPEAKERS) {
            throw new InvalidInputException(protocol.name() + " divides every corpus by its speakers, and " + name + (known
                    ? " has one" : " does not tell who speaks in every clip") + "; add a speaker column to a manifest" + otherwise);
        }
    }

    /** How many folds by speaker it has: five, or as many as there are speakers. */
    int folds() {
        return clips.speakers().size() == LEAST_SPEAKERS ? LEAST_SPEAKERS : GroupFolds.bySpeaker().folds(clips);
    }

    /** A fold by speaker; of two speakers one is tested and clips of the other validate. */
    Sets fold(int fold, long seed) {
        if (clips.speakers().size() > LEAST_SPEAKERS) {
            Split split = GroupFolds.bySpeaker().split(clips, fold, seed);
            return new Sets(new HeldOut(split.training(), split.validation(), true), split.test());
        }
        String tested = clips.speakers().get(fold);
        return without(HeldOut.of(clips.only(clip -> !clip.speaker().equals(tested)), seed), clips.clips().stream()
                .filter(clip -> clip.speaker().equals(tested)).toList(), clips);
    }

    /**
     * All its clips to train and validate, but for the recordings that are tested.
     *
     * @throws InvalidInputException if there are no others
     */
    HeldOut whole(long seed, Set<String> tested) {
        Corpus free = clips.only(clip -> !tested.contains(clips.duplicates().recordingOf(clip)));
        if (free.clips().isEmpty()) {
            throw new InvalidInputException("every recording of " + name + " stands in a corpus that is tested, too, so that none is "
                    + "left to train on (./ser audit names them); name corpora with recordings of their own");
        }
        return HeldOut.of(free, seed);
    }

    /** The recordings of some clips. */
    static Set<String> recordings(Corpus corpus, List<Clip> of) {
        return of.stream().map(corpus.duplicates()::recordingOf).collect(Collectors.toSet());
    }

    /** Sets in which no recording that is tested trains or validates, and none that validates trains. */
    static Sets without(HeldOut held, List<Clip> test, Corpus corpus) {
        Set<String> tested = recordings(corpus, test);
        List<Clip> validation = held.validation().stream()
                .filter(clip -> !tested.contains(corpus.duplicates().recordingOf(clip))).toList();
        Set<String> heard = recordings(corpus, validation);
        heard.addAll(tested);
        return new Sets(new HeldOut(held.training().stream()
                .filter(clip -> !heard.contains(corpus.duplicates().recordingOf(clip))).toList(), validation, held.bySpeaker()), test);
    }

    /** Clips that train, validate and are tested. */
    record Sets(HeldOut held, List<Clip> test) {
        /** As a fold of a protocol. */
        Split as(SplitProtocol protocol, Corpus corpus, int fold) {
            boolean apart = held.bySpeaker() && test.stream().noneMatch(clip -> clip.speaker().isEmpty());
            return FoldAssembly.checked(corpus, new Split(protocol.name(), fold, apart, held.training(), held.validation(), test));
        }
    }
}
