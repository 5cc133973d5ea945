package serlab.cluster;

/** Machines that do tasks for this process, and see the same files under the same paths. */
@FunctionalInterface
public interface Cluster {
    /**
     * Has a task done on some machine and waits for its outcome; one that is lost with its machine is done again on another.
     * Called from several threads.
     *
     * @param task a line of JSON
     * @return a line of JSON
     * @throws ClusterLostException  if there is no machine left to do it
     * @throws IllegalStateException if it was lost again and again
     */
    String work(String task) throws InterruptedException;
}
