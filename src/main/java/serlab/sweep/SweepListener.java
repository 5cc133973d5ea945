package serlab.sweep;

/** Hears how a sweep goes, on the thread that runs it. */
public interface SweepListener {
    /** Something moved. */
    void moved(SweepStatus status);

    /** A job is over. */
    void jobDone(Job job, Point point, Outcome outcome, SweepStatus status);

    /** Something the user should know. */
    void notice(String message);
}
