package serlab.audio.ffmpeg;

/** Place that FFmpeg seeks, counted from the start, from here or from the end of a file. */
final class Whence {
    private static final int FROM_START = 0;
    private static final int FROM_HERE = 1;
    private static final int FROM_END = 2;
    /** A flag beside these. */
    private static final int FORCED = 0x20000;

    private Whence() {
    }

    /** The place counted from the start; -1 if it lies outside the file. */
    static long place(int whence, long offset, long here, long size) {
        long place = switch (whence & ~FORCED) {
            case FROM_START -> offset;
            case FROM_HERE -> here + offset;
            case FROM_END -> size + offset;
            default -> -1;
        };
        return place < 0 || place > size ? -1 : place;
    }
}
