package serlab;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The values asked for last, sixteen unless it is said otherwise, of those that are costly to build, depend on their key alone and never change:
 * filters, windows. Threads share it; two that ask for a new key at once may both build the value.
 */
public final class RecentlyUsed<K, V> {
    private static final int KEPT = 16;

    private final Map<K, V> values;
    private final Function<K, V> build;

    /** @param build makes the value of a key */
    public RecentlyUsed(Function<K, V> build) {
        this(KEPT, build);
    }

    /**
     * @param kept  how many values
     * @param build makes the value of a key
     */
    public RecentlyUsed(int kept, Function<K, V> build) {
        this.values = Collections.synchronizedMap(new Recent<>(kept));
        this.build = build;
    }

    /** The value of a key, kept or built. */
    public V get(K key) {
        V value = values.get(key);
        if (value == null) {
            value = build.apply(key);
            values.put(key, value);
        }
        return value;
    }

    private static final class Recent<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;
        private final int kept;

        Recent(int kept) {
            super(16, 0.75f, true);
            this.kept = kept;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > kept;
        }
    }
}
