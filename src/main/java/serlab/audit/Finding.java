package serlab.audit;

import java.util.List;
import serlab.InvalidInputException;

/**
 * One thing that an audit found.
 *
 * @param code     what kind, in kebab-case, stable ({@code identical-audio})
 * @param severity how bad it is
 * @param count    how many clips, pairs, speakers… as the message says, at least 1
 * @param message  one or two sentences: what it is, what it does to the numbers, what to do
 * @param examples the first few of them
 */
public record Finding(String code, Severity severity, int count, String message, List<String> examples) {
    /** So many examples are kept. */
    static final int MOST_EXAMPLES = 5;

    public Finding {
        if (count < 1) {
            throw new InvalidInputException("finding '" + code + "' counts " + count + "; expected at least 1");
        }
        examples = examples.stream().limit(MOST_EXAMPLES).toList();
    }
}
