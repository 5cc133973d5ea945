package serlab.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelSpecTest {
    @Test
    void aKernelHasOneCollectorAndASmallHeap(@TempDir Path folder) throws Exception {
        Path jar = folder.resolve("share/jupyter/kernels/java/jjava.jar");
        Files.createDirectories(jar.getParent());
        Files.createFile(jar);
        List<String> options = KernelSpec.ofThisProcess(folder).options();
        assertEquals(List.of("-XX:+UseSerialGC"), options.stream().filter(option -> option.endsWith("GC")).toList(), options.toString());
        assertEquals(List.of("-XX:MaxNewSize=12m"), options.stream().filter(option -> option.startsWith("-XX:MaxNewSize")).toList(),
                options.toString());
        assertTrue(options.indexOf("-XX:MaxHeapFreeRatio=20") > 0, options.toString());
    }
}
