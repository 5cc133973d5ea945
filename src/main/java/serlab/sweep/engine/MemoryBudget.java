package serlab.sweep.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Whether there is memory for one more worker. A worker counts with what the largest has taken so far, at first with a
 * guess. One worker is always allowed.
 */
public final class MemoryBudget {
    private static final long GUESS = 1536L << 20;
    private static final String UNLIMITED = "max";

    private final LongSupplier available;
    private long perWorker = GUESS;

    /** @param available bytes that can be had without swapping */
    public MemoryBudget(LongSupplier available) {
        this.available = available;
    }

    static MemoryBudget ofThisMachine() {
        return new MemoryBudget(MemoryBudget::available);
    }

    /** A worker has been seen to take so much. */
    public void seen(long bytes) {
        perWorker = Math.max(perWorker, bytes);
    }

    public boolean allows(int running) {
        return running == 0 || available.getAsLong() >= perWorker;
    }

    /** What the system or, where that is less, the control group leaves; without either, no limit is known. */
    private static long available() {
        long system = number(Path.of("/proc/meminfo"), "MemAvailable:", 1024);
        long limit = number(Path.of("/sys/fs/cgroup/memory.max"), "", 1);
        long used = number(Path.of("/sys/fs/cgroup/memory.current"), "", 1);
        return limit == Long.MAX_VALUE || used == Long.MAX_VALUE ? system : Math.min(system, limit - used);
    }

    private static long number(Path file, String start, long unit) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.stream().filter(line -> line.startsWith(start) && !line.equals(UNLIMITED)).findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * unit).orElse(Long.MAX_VALUE);
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
