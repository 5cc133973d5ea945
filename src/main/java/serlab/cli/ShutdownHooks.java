package serlab.cli;

import org.slf4j.LoggerFactory;

/** Hooks for Ctrl-C. */
final class ShutdownHooks {
    private ShutdownHooks() {
    }

    /** Takes a hook away, unless the process is ending and it is at work. */
    static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LoggerFactory.getLogger(ShutdownHooks.class).debug("ending", e);
        }
    }
}
