package serlab.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import serlab.InvalidInputException;
import serlab.Percent;
import serlab.model.Calibration;
import serlab.model.Promise;

/** Options by which a prediction promises something for new speakers. */
final class PromiseOptions {
    @Option(names = "--coverage", paramLabel = "P", description = "leaves as many emotions possible as are needed for the right "
            + "one to be among them in this share of a new speaker's recordings, such as 0.9, and answers 'not sure' where they "
            + "are several")
    private String coverage;

    @Option(names = "--coverage-by-class", description = "with --coverage: the same share of each emotion's recordings")
    private boolean byClass;

    @Option(names = "--guaranteed", description = "with --coverage: at least this share is to be expected, whatever the speakers "
            + "are like; more emotions stay possible")
    private boolean guaranteed;

    /**
     * What is asked for, if anything.
     *
     * @throws InvalidInputException if the options contradict each other
     */
    Optional<Promise> promise() {
        if (coverage == null && (byClass || guaranteed)) {
            throw new InvalidInputException((guaranteed ? "--guaranteed" : "--coverage-by-class")
                    + " says what a promise is like; add --coverage 0.9");
        }
        return Optional.ofNullable(coverage).map(share -> new Promise(Percent.parse("--coverage", share),
                guaranteed ? Calibration.Kind.GUARANTEED : Calibration.Kind.EXPECTED, byClass));
    }
}
