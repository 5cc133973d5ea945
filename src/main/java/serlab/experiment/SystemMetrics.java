package serlab.experiment;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What this process takes of the machine. */
final class SystemMetrics {
    private SystemMetrics() {
    }

    /** Resident memory of this process in MB, where the system tells. */
    private static Optional<Long> residentMegabytes() {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(status).stream().filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D+", "")) / 1024).findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Resident memory in MB, Java's heap in MB, and processor load in percent of all cores, as far as the system tells. */
    static Map<String, Double> now() {
        Map<String, Double> all = new LinkedHashMap<>();
        residentMegabytes().ifPresent(megabytes -> all.put("system/memory_mb", (double) megabytes));
        Runtime runtime = Runtime.getRuntime();
        all.put("system/heap_mb", (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            double load = system.getProcessCpuLoad();
            if (load >= 0) {
                all.put("system/cpu_percent", 100 * load);
            }
        }
        return all;
    }
}
