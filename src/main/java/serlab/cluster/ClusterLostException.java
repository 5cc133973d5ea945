package serlab.cluster;

/** The cluster has gone away, for all that there is still to do. The message is one line that says what is kept. */
public class ClusterLostException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public ClusterLostException(String message) {
        super(message);
    }
}
