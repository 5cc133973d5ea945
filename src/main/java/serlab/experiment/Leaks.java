package serlab.experiment;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.corpus.SpeakerMark;

/**
 * Known mistakes of published protocols, switched on to show what they are worth. Off by default; a run with any of them
 * is marked leaky wherever its numbers are shown.
 *
 * @param switches those that are on
 */
public record Leaks(Set<Leak> switches) {
    /** One mistake. */
    public enum Leak {
        /** Every clip stands twice in the corpus, so that most test clips are training clips too. */
        DOUBLED_CLIPS("every clip stands twice"),
        /** Changed copies are made before the split, so that copies of test clips are trained on. */
        AUGMENTED_BEFORE_SPLIT("copies of test clips are trained on"),
        /** The scaler sees the test clips. */
        SCALER_ON_EVERYTHING("the scaler sees test clips"),
        /** Two sets only: validation clips are trained on, and the epoch that is best on the test clips is kept. */
        CHECKPOINT_ON_TEST("the epoch is chosen on test clips");

        private final String inflates;

        Leak(String inflates) {
            this.inflates = inflates;
        }

        /** The name in experiment files: {@code doubled-clips}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** What is wrong, for people. */
        public String inflates() {
            return inflates;
        }
    }

    public Leaks {
        switches = switches.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(switches));
    }

    /** No mistake. */
    public static Leaks none() {
        return new Leaks(Set.of());
    }

    /** Reads the {@code leaks} list of an experiment file. */
    static Leaks of(List<?> list) {
        List<String> known = Stream.of(Leak.values()).map(Leak::word).toList();
        return new Leaks(list.stream().map(entry -> Stream.of(Leak.values())
                .filter(leak -> leak.word().equals(entry)).findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        NearestName.suggest("leak", String.valueOf(entry), known))))
                .collect(Collectors.toSet()));
    }

    /** Whether one is on. */
    public boolean has(Leak leak) {
        return switches.contains(leak);
    }

    public boolean any() {
        return !switches.isEmpty();
    }

    /** The names of those that are on, in a fixed order. */
    public List<String> words() {
        return Stream.of(Leak.values()).filter(this::has).map(Leak::word).toList();
    }

    /**
     * The same, and behind them that speakers stand on both sides of the corpus' own split, where they do: what runs and tables
     * name as leaks.
     */
    public List<String> words(SpeakerMark speakers) {
        return speakers.any() ? Stream.concat(words().stream(), Stream.of("test speakers in training or validation")).toList() : words();
    }

    /** For tables and pictures: what flatters the numbers. */
    public String warning() {
        return "LEAKY: " + Stream.of(Leak.values()).filter(this::has).map(Leak::inflates)
                .collect(Collectors.joining(", "));
    }
}
