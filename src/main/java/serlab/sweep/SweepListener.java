package serlab.sweep;

import serlab.sweep.engine.Job;
import serlab.sweep.engine.Outcome;
import serlab.sweep.search.Configuration;

/** Listener to how a sweep goes, on the thread that runs it. */
public interface SweepListener {
    /** Something moved. */
    void moved(SweepStatus status);

    /** A job is over. */
    void jobDone(Job job, Configuration point, Outcome outcome, SweepStatus status);

    /** Something the user should know. */
    void notice(String message);

    /** This and then another. */
    default SweepListener and(SweepListener other) {
        SweepListener first = this;
        return new SweepListener() {
            @Override
            public void moved(SweepStatus status) {
                first.moved(status);
                other.moved(status);
            }

            @Override
            public void jobDone(Job job, Configuration point, Outcome outcome, SweepStatus status) {
                first.jobDone(job, point, outcome, status);
                other.jobDone(job, point, outcome, status);
            }

            @Override
            public void notice(String message) {
                first.notice(message);
                other.notice(message);
            }
        };
    }
}
