package serlab.feature.cache;

/**
 * Table of where entries lie, by the first 64 bits of their keys, without an object for each: open addressing, 20 bytes a slot,
 * at most half of the slots taken. Not for several threads at once.
 */
final class KeyTable {
    private static final int LEAST_SLOTS = 64;

    /**
     * Where an entry lies.
     *
     * @param segment number of the segment, from 0
     * @param offset  bytes before the entry
     * @param length  bytes of the entry's content
     */
    record Place(int segment, int offset, int length) {
    }

    private long[] keys = new long[LEAST_SLOTS];
    /** Segments' numbers plus one; 0 is a free slot, and less an entry that is nowhere any more. */
    private int[] segments = new int[LEAST_SLOTS];
    private int[] offsets = new int[LEAST_SLOTS];
    private int[] lengths = new int[LEAST_SLOTS];
    private int taken;

    /** Where an entry lies; null if that is not known. */
    Place get(long key) {
        int slot = slot(key);
        return segments[slot] > 0 ? new Place(segments[slot] - 1, offsets[slot], lengths[slot]) : null;
    }

    /** Puts an entry, in place of one of the same key. */
    void put(long key, Place place) {
        set(slot(key), key, place.segment() + 1, place.offset(), place.length());
        if (2 * taken > keys.length) {
            grow();
        }
    }

    /** Takes an entry out. */
    void remove(long key) {
        int slot = slot(key);
        if (segments[slot] > 0) {
            segments[slot] = -1;
        }
    }

    private void set(int slot, long key, int segment, int offset, int length) {
        if (segments[slot] == 0) {
            taken++;
        }
        keys[slot] = key;
        segments[slot] = segment;
        offsets[slot] = offset;
        lengths[slot] = length;
    }

    /** The slot that holds a key, or the free one where it would go. Keys are parts of hashes: their last bits spread them. */
    private int slot(long key) {
        int slot = (int) key & keys.length - 1;
        while (segments[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    private void grow() {
        long[] keysBefore = keys;
        int[] segmentsBefore = segments;
        int[] offsetsBefore = offsets;
        int[] lengthsBefore = lengths;
        int slots = 2 * keys.length;
        keys = new long[slots];
        segments = new int[slots];
        offsets = new int[slots];
        lengths = new int[slots];
        taken = 0;
        for (int i = 0; i < keysBefore.length; i++) {
            if (segmentsBefore[i] > 0) {
                set(slot(keysBefore[i]), keysBefore[i], segmentsBefore[i], offsetsBefore[i], lengthsBefore[i]);
            }
        }
    }
}
