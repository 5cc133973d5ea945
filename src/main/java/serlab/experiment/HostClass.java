package serlab.experiment;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** What kind of machine this is and which libraries compute on it; never its name. */
final class HostClass {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
    private static final List<String> LIBRARIES = List.of("org.nd4j/nd4j-native", "org.deeplearning4j/deeplearning4j-nn",
            "org.bytedeco/openblas", "org.bytedeco/javacpp");

    private HostClass() {
    }

    /** Processor, cores and memory: {@code Intel Xeon …, 2 cores, 24 GB}. */
    static String describe() {
        List<String> parts = new ArrayList<>();
        parts.add(processor().orElse(System.getProperty("os.arch")));
        int cores = Runtime.getRuntime().availableProcessors();
        parts.add(cores + (cores == 1 ? " core" : " cores"));
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            parts.add(Math.round(system.getTotalMemorySize() / 1073741824.0) + " GB");
        }
        return String.join(", ", parts);
    }

    private static Optional<String> processor() {
        try (Stream<String> lines = Files.lines(PROCESSOR)) {
            return lines.filter(line -> line.startsWith("model name")).map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Names and versions of the libraries that do the arithmetic, as their jars state them. */
    static String libraries() {
        List<String> known = new ArrayList<>();
        for (String library : LIBRARIES) {
            version(library).ifPresent(version -> known.add(library.substring(library.indexOf('/') + 1) + " " + version));
        }
        return String.join(", ", known);
    }

    private static Optional<String> version(String library) {
        try (InputStream in = HostClass.class.getResourceAsStream("/META-INF/maven/" + library + "/pom.properties")) {
            if (in == null) {
                return Optional.empty();
            }
            Properties properties = new Properties();
            properties.load(in);
            return Optional.ofNullable(properties.getProperty("version"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
