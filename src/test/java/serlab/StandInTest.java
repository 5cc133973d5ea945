package serlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandInTest {
    @ParameterizedTest
    @ValueSource(strings = {"org.jflac.frame.EntropyPartitionedRice", "org.nd4j.nativeblas.Nd4jCpu"})
    void theLibrarysOwnIsFound(String name) {
        assertEquals(Optional.empty(), new StandIn(name, "").fault(StandIn.class.getClassLoader()));
    }

    @Test
    void anotherOneIsNamedInOneLine(@TempDir Path elsewhere) throws IOException {
        String name = "org.nd4j.nativeblas.Nd4jCpu";
        Path copy = elsewhere.resolve(name.replace('.', '/') + ".class");
        Files.createDirectories(copy.getParent());
        try (var own = StandIn.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
            Files.copy(own, copy);
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {elsewhere.toUri().toURL()}, null)) {
            String line = new StandIn(name, "its helpers stay off").fault(loader).orElseThrow();
            assertTrue(line.startsWith(name + " comes from file:") && line.contains(elsewhere.getFileName().toString())
                    && line.endsWith("its helpers stay off: put this library before it on the class path"), line);
        }
    }

    @Test
    void aMissingOneIsNamed() {
        assertEquals("org.example.Missing is not on the class path; nothing works",
                new StandIn("org.example.Missing", "nothing works").fault(StandIn.class.getClassLoader()).orElseThrow());
    }
}
