package serlab.corpus.folder;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import serlab.InvalidInputException;
import serlab.corpus.Clip;

/**
 * Rule that tells the speaker of a recording from its path.
 *
 * @param pattern found in the path below the corpus; empty for no rule
 */
record SpeakerRule(Optional<Pattern> pattern) {
    private static final String SUCH_AS = "such as \"sp(\\d+)\" for angry/sp07_3.wav";

    /** @throws InvalidInputException if a rule is no regular expression, or has not exactly one group */
    static SpeakerRule of(String rule) {
        if (rule.isEmpty()) {
            return new SpeakerRule(Optional.empty());
        }
        try {
            Pattern pattern = Pattern.compile(rule);
            int groups = pattern.matcher("").groupCount();
            if (groups != 1) {
                throw new InvalidInputException("corpus.speaker is '" + rule + "' with " + groups + " groups in brackets; expected one "
                        + "around what names the speaker, " + SUCH_AS);
            }
            return new SpeakerRule(Optional.of(pattern));
        } catch (PatternSyntaxException e) {
            throw new InvalidInputException("corpus.speaker is '" + rule + "', which is no regular expression (" + e.getDescription()
                    + "); expected one with a group around what names the speaker, " + SUCH_AS, e);
        }
    }

    /** Who speaks; empty if the path does not tell. */
    String speaker(String path) {
        Matcher found = pattern.map(one -> one.matcher(path)).orElse(null);
        return found != null && found.find() && found.group(1) != null ? found.group(1).strip() : "";
    }

    /** What to say where the rule does not fit some paths. */
    Optional<String> note(List<Clip> clips) {
        List<Clip> without = pattern.isEmpty() ? List.of() : clips.stream().filter(clip -> clip.speaker().isEmpty()).toList();
        return without.isEmpty() ? Optional.empty() : Optional.of("corpus.speaker '" + pattern.get() + "' finds no speaker in "
                + without.size() + " of " + clips.size() + " paths, such as " + without.get(0).id());
    }
}
