package serlab.tracking.http;

/** The server refused a request, and would refuse it again. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int NOT_FOUND = 404;
    private static final int UNAUTHORISED = 401;
    private static final int FORBIDDEN = 403;

    private final int status;

    public RefusedException(String message, int status) {
        super(message);
        this.status = status;
    }

    /** Whether MLflow says that there is no such thing; a server that is none says so of everything. */
    boolean notFound() {
        return status == NOT_FOUND && getMessage().contains("RESOURCE_DOES_NOT_EXIST");
    }

    /** Whether who asks was refused, rather than what was asked. */
    public boolean ofCredentials() {
        return status == UNAUTHORISED || status == FORBIDDEN;
    }

    public boolean alreadyExists() {
        return getMessage().contains("RESOURCE_ALREADY_EXISTS");
    }
}
