package serlab.audio;

/**
 * Fourier transforms of many complex blocks of the same length, in single precision. The first step of the way there and
 * the last of the way back go along each block; the ones between go across blocks, in rows that hold one value of each
 * ({@link BatchedFft}). So every loop runs over many values that lie side by side, and the compiler vectorizes it.
 *
 * <p>A spectrum is {@code [size / 4][4 * width]}: bin {@code 4 k + j} of block b stands in row k at {@code j * width + b}.
 * Immutable; may be shared between threads.
 */
final class BlockFft {
    /** Values of a row and rows that are copied at once, so that what is read and written stays in the nearest cache. */
    private static final int TILE = 16;

    private final int quarter;
    private final BatchedFft across;
    /** Real and imaginary parts of exp(-2 pi i j k / size), {@code [j][k < quarter]}. */
    private final float[][] cos = new float[4][];
    private final float[][] sin = new float[4][];

    /** @param size values of a block, a power of two of at least 64 */
    BlockFft(int size) {
        this.quarter = size / 4;
        this.across = new BatchedFft(quarter);
        for (int j = 0; j < 4; j++) {
            cos[j] = new float[quarter];
            sin[j] = new float[quarter];
            for (int k = 0; k < quarter; k++) {
                cos[j][k] = (float) Math.cos(2 * Math.PI * j * k / size);
                sin[j][k] = (float) -Math.sin(2 * Math.PI * j * k / size);
            }
        }
    }

    /** Room for the transforms of one thread: memory that is used again is much faster. */
    static final class Room {
        private final BatchedFft.Rows rows;
        private final BatchedFft.Rows others;
        private final float[][] spare;
        /** Quarters of a block, real parts and then imaginary ones. */
        private final float[][] parts;
        private final float[][] results;
        /** Quarters of some blocks: {@code [quarter][block][size / 4]}. */
        private final float[][] blocks;

        /**
         * @param size  values of the largest block
         * @param width most blocks
         */
        Room(int size, int width) {
            rows = BatchedFft.Rows.of(size / 4, 4 * width);
            others = BatchedFft.Rows.of(size / 4, 4 * width);
            spare = BatchedFft.spare(4 * width);
            parts = new float[8][size / 4];
            results = new float[8][size / 4];
            blocks = new float[8][TILE * size / 4];
        }

        /** The rows that a spectrum does not stand in. */
        BatchedFft.Rows besides(BatchedFft.Rows spectrum) {
            return spectrum.real() == rows.real() ? others : rows;
        }
    }

    /** Where the row of bins {@code 4 k} to {@code 4 k + 3} has to stand before {@link #inverse}. */
    int rowOf(int k) {
        return across.rowOf(k);
    }

    /**
     * Transforms blocks of a signal that is zero beyond its ends.
     *
     * @param from      where the first block's real parts begin in the signal
     * @param imaginary where its imaginary parts begin
     * @param step      from where a block begins to where the next one does
     * @param width     how many blocks
     * @return their spectra, rows of the room
     */
    BatchedFft.Rows forward(float[] signal, int from, int imaginary, int step, int width, Room room) {
        float[][] parts = room.parts;
        float[][] results = room.results;
        for (int first = 0; first < width; first += TILE) {
            int count = Math.min(TILE, width - first);
            for (int block = 0; block < count; block++) {
                for (int i = 0; i < 4; i++) {
                    copy(signal, from + (first + block) * step + i * quarter, parts[i]);
                    copy(signal, imaginary + (first + block) * step + i * quarter, parts[4 + i]);
                }
                butterfly(parts, results);
                for (int j = 1; j < 4; j++) {
                    turn(results[j], results[4 + j], cos[j], sin[j], parts[j], parts[4 + j], quarter);
                }
                for (int i = 0; i < 8; i++) {
                    System.arraycopy(i % 4 == 0 ? results[i] : parts[i], 0, room.blocks[i], block * quarter, quarter);
                }
            }
            for (int j = 0; j < 4; j++) {
                spread(room.blocks[j], count, room.rows.real(), j * width + first);
                spread(room.blocks[4 + j], count, room.rows.imaginary(), j * width + first);
            }
        }
        return across.forward(room.rows, room.others, room.spare, 4 * width);
    }

    /**
     * The way back, {@code size} times too large.
     *
     * @param spectrum  {@code [quarter][4 * width]}, each row where {@link #rowOf} says; overwritten
     * @param other     as many rows, whatever they hold
     * @param keep      values of a block that are wanted, from {@code skip} on
     * @param output    gets the real and the imaginary parts of a block behind each other, then those of the next
     * @param at        where they begin
     */
    void inverse(BatchedFft.Rows spectrum, BatchedFft.Rows other, int width, Room room, int skip, int keep, float[] output,
                 int at) {
        BatchedFft.Rows blocks = across.forward(spectrum.exchanged(), other.exchanged(), room.spare, 4 * width).exchanged();
        float[][] parts = room.parts;
        float[][] results = room.results;
        for (int first = 0; first < width; first += TILE) {
            int count = Math.min(TILE, width - first);
            for (int j = 0; j < 4; j++) {
                gather(blocks.real(), j * width + first, count, room.blocks[j]);
                gather(blocks.imaginary(), j * width + first, count, room.blocks[4 + j]);
            }
            for (int block = 0; block < count; block++) {
                for (int i = 0; i < 8; i++) {
                    System.arraycopy(room.blocks[i], block * quarter, parts[i], 0, quarter);
                }
                for (int j = 1; j < 4; j++) {
                    turn(parts[4 + j], parts[j], cos[j], sin[j], results[4 + j], results[j], quarter);
                    swap(parts, results, j);
                    swap(parts, results, 4 + j);
                }
                butterflyBack(parts, results);
                int to = at + 2 * (first + block) * keep;
                for (int i = 0; i < 4; i++) {
                    paste(results[i], i * quarter - skip, keep, output, to);
                    paste(results[4 + i], i * quarter - skip, keep, output, to + keep);
                }
            }
        }
    }

    private static void swap(float[][] a, float[][] b, int i) {
        float[] was = a[i];
        a[i] = b[i];
        b[i] = was;
    }

    private void copy(float[] signal, int from, float[] to) {
        int first = Math.min(quarter, Math.max(0, -from));
        int end = Math.max(first, Math.min(quarter, signal.length - from));
        for (int i = 0; i < first; i++) {
            to[i] = 0;
        }
        System.arraycopy(signal, Math.max(0, Math.min(signal.length, from + first)), to, first, end - first);
        for (int i = end; i < quarter; i++) {
            to[i] = 0;
        }
    }

    /** What of a quarter lies among the wanted values, of which it begins at {@code offset}. */
    private void paste(float[] part, int offset, int keep, float[] output, int at) {
        int first = Math.max(0, -offset);
        int end = Math.min(Math.min(quarter, keep - offset), output.length - at - offset);
        if (end > first) {
            System.arraycopy(part, first, output, at + offset + first, end - first);
        }
    }

    /** Blocks to columns of rows, in the order that the transform across takes. */
    private void spread(float[] blocks, int count, float[][] rows, int column) {
        for (int i = 0; i < quarter; i++) {
            float[] row = rows[across.rowOf(i)];
            int block = 0;
            int at = i;
            for (; block + 3 < count; block += 4, at += 4 * quarter) {
                row[column + block] = blocks[at];
                row[column + block + 1] = blocks[at + quarter];
                row[column + block + 2] = blocks[at + 2 * quarter];
                row[column + block + 3] = blocks[at + 3 * quarter];
            }
            for (; block < count; block++, at += quarter) {
                row[column + block] = blocks[at];
            }
        }
    }

    private void gather(float[][] rows, int column, int count, float[] blocks) {
        for (int i = 0; i < quarter; i++) {
            float[] row = rows[i];
            int block = 0;
            int at = i;
            for (; block + 3 < count; block += 4, at += 4 * quarter) {
                blocks[at] = row[column + block];
                blocks[at + quarter] = row[column + block + 1];
                blocks[at + 2 * quarter] = row[column + block + 2];
                blocks[at + 3 * quarter] = row[column + block + 3];
            }
            for (; block < count; block++, at += quarter) {
                blocks[at] = row[column + block];
            }
        }
    }

    /** Transforms of four, of the values at the same place of each quarter. */
    private void butterfly(float[][] parts, float[][] results) {
        sums(parts[0], parts[2], parts[1], parts[3], results[0], results[2], quarter);
        sums(parts[4], parts[6], parts[5], parts[7], results[4], results[6], quarter);
        differences(parts[0], parts[2], parts[5], parts[7], results[1], results[3], quarter);
        differences(parts[4], parts[6], parts[1], parts[3], results[7], results[5], quarter);
    }

    private void butterflyBack(float[][] parts, float[][] results) {
        sums(parts[0], parts[2], parts[1], parts[3], results[0], results[2], quarter);
        sums(parts[4], parts[6], parts[5], parts[7], results[4], results[6], quarter);
        differences(parts[0], parts[2], parts[5], parts[7], results[3], results[1], quarter);
        differences(parts[4], parts[6], parts[1], parts[3], results[5], results[7], quarter);
    }

    private static void turn(float[] real, float[] imaginary, float[] cos, float[] sin, float[] turnedReal,
                             float[] turnedImaginary, int length) {
        for (int i = 0; i < length; i++) {
            turnedReal[i] = cos[i] * real[i] - sin[i] * imaginary[i];
            turnedImaginary[i] = cos[i] * imaginary[i] + sin[i] * real[i];
        }
    }

    private static void sums(float[] a, float[] c, float[] b, float[] d, float[] sum, float[] difference, int length) {
        for (int i = 0; i < length; i++) {
            float even = a[i] + c[i];
            float odd = b[i] + d[i];
            sum[i] = even + odd;
            difference[i] = even - odd;
        }
    }

    /** a - c and b - d: their sum and their difference. */
    private static void differences(float[] a, float[] c, float[] b, float[] d, float[] sum, float[] difference,
                                    int length) {
        for (int i = 0; i < length; i++) {
            float even = a[i] - c[i];
            float odd = b[i] - d[i];
            sum[i] = even + odd;
            difference[i] = even - odd;
        }
    }
}
