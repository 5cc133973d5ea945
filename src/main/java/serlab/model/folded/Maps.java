package serlab.model.folded;

/** Size of the maps between two steps; values are row-major {@code [channels][height][width]}. */
record Maps(int channels, int height, int width) {
    Maps {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException("maps of " + channels + " x " + height + " x " + width + " are empty");
        }
    }

    int size() {
        return channels * height * width;
    }

    /** The same values as that many maps of that many rows. */
    Maps folded(int maps, int rows) {
        if (size() % (maps * rows) != 0) {
            throw new IllegalArgumentException(size() + " values cannot be folded into " + maps + " maps of " + rows
                    + " rows");
        }
        return new Maps(maps, rows, size() / (maps * rows));
    }
}
