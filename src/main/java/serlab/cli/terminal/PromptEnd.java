package serlab.cli.terminal;

import java.time.Duration;

/**
 * A limit on how long the process takes to end once it was told to: what hooks have not done by then is left to the next
 * start, which finds everything that was finished. Whatever is written can bear the process being killed at any instant.
 */
public final class PromptEnd {
    private static final Duration LIMIT = Duration.ofMillis(1600);
    /** Exit code after Ctrl-C. */
    private static final int STOPPED = 130;

    private volatile int code = STOPPED;

    private PromptEnd() {
    }

    /** From now on the process ends in time. */
    public static PromptEnd guard() {
        PromptEnd end = new PromptEnd();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            Thread late = new Thread(end::halt, "late");
            late.setDaemon(true);
            late.start();
        }, "prompt end"));
        return end;
    }

    /** Ends the process as it wanted to end by itself. */
    public void exit(int own) {
        code = own;
        System.exit(own);
    }

    private void halt() {
        try {
            Thread.sleep(LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(code);
    }
}
