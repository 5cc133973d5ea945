package serlab.cluster;

import serlab.InvalidInputException;

/** A machine of a cluster that cannot do what this one would: it lacks files, or its laboratory is another one. */
public class UnfitWorkerException extends InvalidInputException {
    private static final long serialVersionUID = 1L;

    /**
     * @param host   name of the machine
     * @param reason what is wrong with it, and how to mend it
     */
    public UnfitWorkerException(String host, String reason) {
        super("worker on " + host + ": " + reason);
    }
}
