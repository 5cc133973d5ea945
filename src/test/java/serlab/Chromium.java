package serlab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The browser in which the tests look at pages. */
public final class Chromium {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");

    private Chromium() {
    }

    /**
     * The browser of this machine: the one that SER_CHROMIUM names, else the first of the usual names on the path.
     *
     * @throws IllegalStateException if there is none
     */
    public static Path program() {
        String named = System.getenv("SER_CHROMIUM");
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        return NAMES.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable).findFirst().orElseThrow(() -> new IllegalStateException(
                        "no Chromium found: install it (Debian: apt install chromium) or name it in SER_CHROMIUM"));
    }
}
