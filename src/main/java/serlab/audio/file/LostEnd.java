package serlab.audio.file;

import java.util.Locale;

/** What notes say of recordings whose ends are damaged: what is whole is read, and one sentence says what was lost. */
final class LostEnd {
    private LostEnd() {
    }

    /**
     * The end is missing.
     *
     * @param missing samples that are not there; nothing is said of less than one
     * @param read    samples that are
     */
    static String missing(long missing, long read, int sampleRate) {
        return missing <= 0 ? "" : String.format(Locale.ROOT, "the file is cut off: %.2f s of %.2f s are missing at the end",
                missing / (double) sampleRate, (missing + read) / (double) sampleRate);
    }
}
