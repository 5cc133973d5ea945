package serlab;

import org.slf4j.LoggerFactory;

/** Work to be done when the process is told to end, by Ctrl-C or SIGTERM, while this is open; closing takes it back. */
public final class ShutdownHook implements AutoCloseable {
    private final Thread thread;

    private ShutdownHook(Thread thread) {
        this.thread = thread;
    }

    /**
     * From now on the work is done when the process ends, side by side with that of other hooks.
     *
     * @param name of the thread that does it
     */
    public static ShutdownHook of(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        Runtime.getRuntime().addShutdownHook(thread);
        return new ShutdownHook(thread);
    }

    /** Takes the hook back, unless the process is ending and it is at work. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            LoggerFactory.getLogger(ShutdownHook.class).debug("ending", e);
        }
    }
}
