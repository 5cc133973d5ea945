package serlab.audio;

/** Formats that are known by their first bytes and not read here. */
enum ForeignFormat {
    OPUS("Ogg Opus", 28, "OpusHead"),
    OGG_FLAC("Ogg FLAC", 28, "\u007FFLAC"),
    SPEEX("Ogg Speex", 28, "Speex"),
    OGG("an Ogg file without Vorbis audio", 0, "OggS"),
    MP4("MP4 or M4A", 4, "ftyp"),
    WEBM("WebM or Matroska", 0, "\u001AE\u00DF\u00A3"),
    WMA("Windows Media", 0, "0&\u00B2u"),
    AMR("AMR", 0, "#!AMR"),
    CORE_AUDIO("Core Audio (CAF)", 0, "caff"),
    SUN("Sun AU", 0, ".snd"),
    WAVPACK("WavPack", 0, "wvpk"),
    MONKEY("Monkey's Audio", 0, "MAC "),
    MIDI("MIDI", 0, "MThd"),
    SPHERE("NIST SPHERE", 0, "NIST_1A"),
    WAVE64("Wave64", 0, "riff.\u0091\u00CF\u0011"),
    AVI("AVI", 8, "AVI "),
    ZIP("a ZIP archive", 0, "PK\u0003\u0004"),
    GZIP("a gzip archive", 0, "\u001F\u008B"),
    AAC("AAC (ADTS)", 0, "\u00FF\u00F1"),
    AAC_MPEG2("AAC (ADTS)", 0, "\u00FF\u00F9"),
    APPLE_DOUBLE("what macOS keeps beside a file (AppleDouble)", 0, "\0\u0005\u0016\u0007"),
    PDF("PDF", 0, "%PDF");

    private final String title;
    private final int at;
    private final String magic;

    ForeignFormat(String title, int at, String magic) {
        this.title = title;
        this.at = at;
        this.magic = magic;
    }

    String title() {
        return title;
    }

    /** The format's name in words, or null if none matches. */
    static String nameOf(byte[] data) {
        for (ForeignFormat format : values()) {
            if (ByteReader.has(data, format.at, format.magic)) {
                return format.title;
            }
        }
        return null;
    }
}
