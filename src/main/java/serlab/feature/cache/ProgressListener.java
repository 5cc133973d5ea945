package serlab.feature.cache;

/** Told how far a load has come, on the thread that started it. */
@FunctionalInterface
public interface ProgressListener {
    /** Hears nothing. */
    ProgressListener NONE = (done, total) -> { };

    /**
     * @param done  clips read or skipped so far
     * @param total clips in all
     */
    void progress(int done, int total);
}
