package serlab.experiment;

import serlab.InvalidInputException;

/**
 * Machine that a worker of a cluster runs on.
 *
 * @param name       of the machine
 * @param threads    for computing features
 * @param strict     whether a clip that cannot be used is an error
 * @param provenance of the laboratory that is on it
 */
public record WorkerHost(String name, int threads, boolean strict, Provenance provenance) {
    /** @throws InvalidInputException if the laboratory that asks is another one */
    void requireSame(String version, String commit) {
        String own = words(provenance.version(), provenance.commit().orElse(""));
        String other = words(version, commit);
        if (!own.equals(other)) {
            throw new InvalidInputException("its laboratory is " + own + ", the one that asks is " + other
                    + "; bring all machines to the same, built by ./ser there");
        }
    }

    private static String words(String version, String commit) {
        return "version " + version + (commit.isEmpty() ? "" : ", commit " + commit);
    }
}
