package serlab;

import java.net.URL;
import java.security.CodeSource;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * A class of this library in the package of another project, in whose place it has to stand: found only where this
 * library comes first on the class path.
 *
 * @param name   full name of the class
 * @param effect what happens where another one of that name is found
 */
public record StandIn(String name, String effect) {
    /** Says in one line of the log if another class of that name is found, or none. */
    public void check() {
        fault(StandIn.class.getClassLoader()).ifPresent(line -> LoggerFactory.getLogger(StandIn.class).warn(line));
    }

    /** What {@link #check} says of the class that a loader finds; empty if it is this library's. */
    Optional<String> fault(ClassLoader loader) {
        URL found;
        try {
            found = place(Class.forName(name, false, loader));
        } catch (ClassNotFoundException e) {
            return Optional.of(name + " is not on the class path; " + effect);
        }
        return found == null || found.equals(place(StandIn.class)) ? Optional.empty()
                : Optional.of(name + " comes from " + found + "; " + effect + ": put this library before it on the class path");
    }

    private static URL place(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null ? null : source.getLocation();
    }
}
