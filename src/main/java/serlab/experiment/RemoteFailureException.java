package serlab.experiment;

/** A training that failed on another machine as it would have failed here. */
final class RemoteFailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient FailedTraining failed;

    RemoteFailureException(FailedTraining failed) {
        super(failed.reason());
        this.failed = failed;
    }

    FailedTraining failed() {
        return failed;
    }
}
