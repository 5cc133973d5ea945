package serlab.corpus.split;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.Seeds;
import serlab.corpus.Split;

/** What the protocols share: checks before and after a fold is made. */
public final class FoldAssembly {
    private FoldAssembly() {
    }

    /** Refuses a fold that the protocol does not make. */
    public static void requireFold(SplitProtocol protocol, Corpus corpus, int fold) {
        int folds = protocol.folds(corpus);
        if (fold < 0 || fold >= folds) {
            throw new InvalidInputException("fold " + fold + " does not exist; " + protocol.name() + " has folds 0 to "
                    + (folds - 1) + " on " + corpus.name());
        }
    }

    /** Refuses a corpus that does not tell who speaks. */
    public static void requireSpeakers(SplitProtocol protocol, Corpus corpus) {
        if (!corpus.knowsSpeakers()) {
            List<String> silent = corpus.clips().stream().filter(clip -> clip.speaker().isEmpty()).map(Clip::corpus)
                    .filter(member -> !member.isEmpty()).distinct().toList();
            throw new InvalidInputException(protocol.name() + " needs to know who speaks, which "
                    + (silent.isEmpty() ? corpus.name() : String.join(", ", silent))
                    + " does not tell of every clip; add a speaker column to a manifest or use random-stratified");
        }
    }

    /** The fold whose test and validation clips have these keys; the others train. */
    public static Split byKey(SplitProtocol protocol, Corpus corpus, int fold, Function<Clip, String> key,
                       Set<String> validation, Set<String> test) {
        List<Clip> training = new ArrayList<>();
        List<Clip> validating = new ArrayList<>();
        List<Clip> testing = new ArrayList<>();
        for (Clip clip : corpus.clips()) {
            String k = key.apply(clip);
            (test.contains(k) ? testing : validation.contains(k) ? validating : training).add(clip);
        }
        return checked(corpus, new Split(protocol.name(), fold, protocol.speakerIndependent(), training, validating,
                testing));
    }

    /** The split itself, if no set is empty and training knows every label. */
    public static Split checked(Corpus corpus, Split split) {
        String where = " of " + split.protocol() + " fold " + split.fold() + " on " + corpus.name();
        requireFilled(split.training(), "training", where);
        requireFilled(split.validation(), "validation", where);
        requireFilled(split.test(), "test", where);
        for (String label : corpus.labels()) {
            if (split.training().stream().noneMatch(clip -> clip.label().equals(label))) {
                throw new InvalidInputException("label '" + label + "' has no clip in the training set" + where
                        + "; add clips of it or choose another protocol" + (corpus.members().size() > 1
                        ? ", or set corpus.labels to common" : ""));
            }
        }
        return split;
    }

    /** Clips of one label in an order that depends on seed and label alone. */
    static List<Clip> shuffled(List<Clip> clips, String label, long seed) {
        List<Clip> chosen = new ArrayList<>(clips.stream().filter(clip -> clip.label().equals(label)).toList());
        Collections.shuffle(chosen, new Random(Seeds.mix(seed, label.hashCode())));
        return chosen;
    }

    /**
     * Adds to a set the clips that are the same recording as one of its own.
     *
     * @param from clips without a set so far; those that are added are taken out of them
     */
    static void follow(Corpus corpus, List<Clip> set, List<Clip> from) {
        Set<String> recordings = set.stream().map(corpus.duplicates()::recordingOf).collect(Collectors.toSet());
        Predicate<Clip> follows = clip -> recordings.contains(corpus.duplicates().recordingOf(clip));
        from.stream().filter(follows).forEach(set::add);
        from.removeIf(follows);
    }

    private static void requireFilled(List<Clip> set, String name, String where) {
        if (set.isEmpty()) {
            throw new InvalidInputException("the " + name + " set" + where + " is empty; choose another fold or "
                    + "protocol, or add speakers");
        }
    }
}
