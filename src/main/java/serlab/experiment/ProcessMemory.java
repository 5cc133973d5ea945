package serlab.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Memory of this process as the system counts it; empty where the system does not tell. */
public final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessMemory() {
    }

    /** What it takes now, in bytes. */
    public static Optional<Long> resident() {
        return bytes("VmRSS:");
    }

    /** The most that it has taken so far, in bytes. */
    public static Optional<Long> peak() {
        return bytes("VmHWM:");
    }

    private static Optional<Long> bytes(String field) {
        if (!Files.isReadable(STATUS)) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(STATUS).stream().filter(line -> line.startsWith(field))
                    .map(line -> Long.parseLong(line.replaceAll("\\D+", "")) * 1024).findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
