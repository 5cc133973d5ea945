package serlab.model.folded;

/** Size of the maps between two steps; values are row-major {@code [channels][height][width]}. */
record Maps(int channels, int height, int width) {
    /** Most values of all maps of a step: 256 MiB of floats. */
    private static final long MOST = 1L << 26;

    Maps {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException("maps of " + channels + " x " + height + " x " + width + " are empty");
        }
        requireFew(channels, height, width);
    }

    /** @throws IllegalArgumentException if that are more values than a step may hold at a time */
    static void requireFew(long channels, long height, long width) {
        if (height * width > MOST || channels * height * width > MOST) {
            throw new IllegalArgumentException(channels + " x " + height + " x " + width + " are more than " + MOST
                    + " values at a time");
        }
    }

    int size() {
        return channels * height * width;
    }

    /** The same values as that many maps of that many rows. */
    Maps folded(int maps, int rows) {
        if (size() % Math.multiplyExact(maps, rows) != 0) {
            throw new IllegalArgumentException(size() + " values cannot be folded into " + maps + " maps of " + rows
                    + " rows");
        }
        return new Maps(maps, rows, size() / (maps * rows));
    }
}
