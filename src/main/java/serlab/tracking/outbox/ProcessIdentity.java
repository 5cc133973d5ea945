package serlab.tracking.outbox;

import java.lang.management.ManagementFactory;
import java.time.Instant;

/**
 * A process that tracks runs.
 *
 * @param host    name of its machine
 * @param pid     its number
 * @param started when it started, in seconds since 1970; tells it from a later process of the same number
 */
record ProcessIdentity(String host, long pid, long started) {
    private static final int TOLERANCE_SECONDS = 3;

    static ProcessIdentity current() {
        ProcessHandle self = ProcessHandle.current();
        return new ProcessIdentity(thisHost(), self.pid(), start(self));
    }

    static ProcessIdentity of(String text) {
        String[] parts = text.split(" ", 3);
        return new ProcessIdentity(parts[2], Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    String text() {
        return pid + " " + started + " " + host;
    }

    /** Whether it certainly has ended; of another machine's processes nothing is known. */
    boolean gone() {
        return host.equals(thisHost()) && ProcessHandle.of(pid).filter(ProcessHandle::isAlive)
                .filter(process -> Math.abs(start(process) - started) <= TOLERANCE_SECONDS).isEmpty();
    }

    private static long start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
    }

    private static String thisHost() {
        String name = ManagementFactory.getRuntimeMXBean().getName();
        return name.substring(name.indexOf('@') + 1);
    }
}
