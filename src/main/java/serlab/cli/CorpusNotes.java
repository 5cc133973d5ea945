package serlab.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import serlab.corpus.Corpus;
import serlab.feature.cache.Features;

/** What every command says of its corpus on standard error before and after it reads the clips. */
final class CorpusNotes {
    private static final int SHOWN = 5;

    private CorpusNotes() {
    }

    /**
     * Names what was odd, and warns of clips that were found and cannot be used.
     *
     * @param strict whether such clips are an error
     * @throws serlab.InvalidInputException if they are, and there are some
     */
    static void say(Corpus corpus, boolean strict) {
        if (strict) {
            corpus.requireWhole();
        }
        corpus.faults().forEach(fault -> System.err.println("WARNING: " + fault + " (an error under --strict)"));
        corpus.warnings().forEach(warning -> System.err.println("note: " + warning));
    }

    /** Names the clips that could not be used, and warns of the classes that have lost all of theirs. */
    static void sayLeftOut(Corpus corpus, List<Features.Skipped> skipped) {
        skipped.stream().limit(SHOWN).forEach(one -> System.err.println("note: left out: " + one.reason()));
        if (skipped.size() > SHOWN) {
            Map<String, Long> classes = skipped.stream().skip(SHOWN)
                    .collect(Collectors.groupingBy(one -> one.clip().label(), TreeMap::new, Collectors.counting()));
            System.err.println("note: and " + (skipped.size() - SHOWN) + " more clips were left out: " + classes.entrySet()
                    .stream().map(of -> of.getValue() + " in " + of.getKey()).collect(Collectors.joining(", ")));
        }
        Set<String> ids = skipped.stream().map(one -> one.clip().id()).collect(Collectors.toSet());
        corpus.lostWithout(ids).forEach(line -> System.err.println("WARNING: " + line));
    }
}
