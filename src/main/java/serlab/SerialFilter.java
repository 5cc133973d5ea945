package serlab;

import java.io.ObjectInputFilter;

/**
 * The refusal of serialized Java objects for the whole process: nothing in this library reads any, so whoever tries does it
 * for a file or a sender that should not be trusted. Arrays of numbers pass, of which the MP3 decoder keeps its tables: they
 * hold no code. Spark's own processes have none, as Spark needs such objects between
 * its machines; they read no models and no recordings.
 */
public final class SerialFilter {
    private static final int LONGEST = 4096;

    private SerialFilter() {
    }

    /** Refuses every object but arrays of numbers from now on, unless {@code jdk.serialFilter} or the program has set a filter of its own. */
    public static void install() {
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            ObjectInputFilter.Config.setSerialFilter(read -> isNumbers(read.serialClass()) && read.arrayLength() <= LONGEST
                    ? ObjectInputFilter.Status.ALLOWED : ObjectInputFilter.Status.REJECTED);
        }
    }

    private static boolean isNumbers(Class<?> type) {
        return type != null && type.isArray() && type.getComponentType().isPrimitive();
    }
}
