package serlab;

import java.io.ObjectInputFilter;

/**
 * The refusal of serialised Java objects for the whole process: nothing in this library reads any, so whoever tries does it
 * for a file or a sender that should not be trusted. Spark's own processes have none, as Spark needs such objects between
 * its machines; they read no models and no recordings.
 */
public final class SerialFilter {
    private SerialFilter() {
    }

    /** Refuses every object from now on, unless {@code jdk.serialFilter} or the program has set a filter of its own. */
    public static void install() {
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            ObjectInputFilter.Config.setSerialFilter(read -> ObjectInputFilter.Status.REJECTED);
        }
    }
}
