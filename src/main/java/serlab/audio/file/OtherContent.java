package serlab.audio.file;

/** Files that are no recordings, by their first bytes, with what to do in place of converting them. */
enum OtherContent {
    OFFICE("an Office document", 30, "[Content_Types].xml", Advice.RECORDING),
    OPEN_DOCUMENT("an OpenDocument or EPUB file", 30, "mimetypeapplication/", Advice.RECORDING),
    ZIP("a ZIP archive", 0, "PK\u0003\u0004", Advice.ZIP),
    EMPTY_ZIP("an empty ZIP archive", 0, "PK\u0005\u0006", Advice.RECORDING),
    GZIP("a gzip archive", 0, "\u001F\u008B", Advice.UNPACK),
    TAR("a tar archive", 257, "ustar", Advice.UNPACK),
    SEVEN_ZIP("a 7z archive", 0, "7z\u00BC\u00AF\u0027\u001C", Advice.UNPACK),
    RAR("a RAR archive", 0, "Rar!\u001A", Advice.UNPACK),
    XZ("an xz archive", 0, "\u00FD7zXZ", Advice.UNPACK),
    BZIP2("a bzip2 archive", 0, "BZh", Advice.UNPACK),
    ZSTANDARD("a Zstandard archive", 0, "(\u00B5/\u00FD", Advice.UNPACK),
    PDF("a PDF document", 0, "%PDF", Advice.RECORDING),
    OLE("an Office document", 0, "\u00D0\u00CF\u0011\u00E0", Advice.RECORDING),
    PNG("a PNG image", 0, "\u0089PNG", Advice.IMAGE),
    JPEG("a JPEG image", 0, "\u00FF\u00D8\u00FF", Advice.IMAGE),
    GIF("a GIF image", 0, "GIF8", Advice.RECORDING),
    NUMPY("a NumPy array", 0, "\u0093NUMPY", Advice.RECORDING),
    HDF5("an HDF5 file", 0, "\u0089HDF", Advice.RECORDING),
    SQLITE("an SQLite database", 0, "SQLite format 3", Advice.RECORDING),
    PARQUET("a Parquet table", 0, "PAR1", Advice.TABLE),
    MIDI("MIDI", 0, "MThd", "record what plays it"),
    APPLE_DOUBLE("what macOS keeps beside a file (AppleDouble)", 0, "\0\u0005\u0016\u0007",
            "give the file of the same name without ._ in front");

    private final String title;
    private final int at;
    private final String magic;
    private final String advice;

    OtherContent(String title, int at, String magic, String advice) {
        this.title = title;
        this.at = at;
        this.magic = magic;
        this.advice = advice;
    }

    /** Advice that several share. */
    private static final class Advice {
        private static final String RECORDING = "give one such as WAV, FLAC or MP3";
        private static final String UNPACK = "unpack it and give the recordings in it";
        private static final String ZIP = "unpack it and give the recordings in it; a corpus is read out of its archive as it "
                + "is, by --data ARCHIVE.zip";
        private static final String IMAGE = "give one such as WAV, FLAC or MP3, or choose a model that reads images";
        private static final String TABLE = "a table of features or a list of recordings is a corpus: --data TABLE, for "
                + "features with --set features.type=table";
    }

    /** What it is, in words. */
    String title() {
        return title;
    }

    /** What to do. */
    String advice() {
        return advice;
    }

    /** What a file holds, by its first bytes; null if none matches. */
    static OtherContent of(byte[] data) {
        for (OtherContent content : values()) {
            if (ByteReader.has(data, content.at, content.magic)) {
                return content;
            }
        }
        return null;
    }
}
