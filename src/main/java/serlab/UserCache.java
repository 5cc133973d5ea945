package serlab;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The folders in which this program keeps what it can make or fetch again. */
public final class UserCache {
    private static final String NAMED = "SER_CACHE";

    private UserCache() {
    }

    /** The folder that {@code SER_CACHE} names, if it does. */
    public static Optional<Path> named(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(NAMED)).filter(name -> !name.isBlank()).map(Path::of);
    }

    /**
     * The folder of one kind of things: below the one that {@code SER_CACHE} names, or else below {@code serlab} in the user's
     * cache folder as the operating system has it.
     *
     * @param environment environment variables
     */
    public static Path folder(Map<String, String> environment, String kind) {
        return named(environment).orElseGet(() -> ofSystem(environment).resolve("serlab")).resolve(kind);
    }

    private static Path ofSystem(Map<String, String> environment) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        Path home = Path.of(System.getProperty("user.home"));
        if (system.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches");
        }
        String named = environment.get(system.startsWith("windows") ? "LOCALAPPDATA" : "XDG_CACHE_HOME");
        return named == null || named.isBlank() ? home.resolve(".cache") : Path.of(named);
    }
}
