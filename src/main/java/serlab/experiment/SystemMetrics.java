package serlab.experiment;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/** What this process takes of the machine. */
final class SystemMetrics {
    private SystemMetrics() {
    }

    /** Resident memory in MB, Java's heap in MB, and processor load in percent of all cores, as far as the system tells. */
    static Map<String, Double> now() {
        Map<String, Double> all = new LinkedHashMap<>();
        ProcessMemory.resident().ifPresent(bytes -> all.put("system/memory_mb", (double) (bytes >> 20)));
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
