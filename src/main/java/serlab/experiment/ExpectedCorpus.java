package serlab.experiment;

import serlab.InvalidInputException;
import serlab.corpus.Corpus;

/**
 * The clips that something was made from, and that its repetition must have.
 *
 * @param of          whose they were, as messages call it
 * @param clips       how many
 * @param fingerprint SHA-256 over them
 * @param otherwise   what else may be done where the corpus is another one on purpose; may be empty
 */
public record ExpectedCorpus(String of, int clips, String fingerprint, String otherwise) {
    private static final int SHOWN = 16;

    /** @param of whose the clips were; nothing else may be done */
    public ExpectedCorpus(String of, int clips, String fingerprint) {
        this(of, clips, fingerprint, "");
    }

    /** @throws InvalidInputException if this is another corpus; says what was expected, what was found and what to do */
    public void require(Corpus corpus, String found) {
        if (!found.equals(fingerprint)) {
            throw new InvalidInputException("the corpus '" + corpus.name() + "'"
                    + corpus.place().map(place -> " in '" + place.given() + "'").orElse("") + " is not that of " + of
                    + ": expected " + clips + " clips with fingerprint " + brief(fingerprint) + ", found "
                    + corpus.clips().size() + " with " + brief(found)
                    + "; restore it, or name where the right one lies with --data PATH" + otherwise);
        }
    }

    private static String brief(String fingerprint) {
        return fingerprint.substring(0, Math.min(SHOWN, fingerprint.length()));
    }
}
