package serlab.audio.file;

/** Formats of sound that are known by their first bytes and not decoded here, but by FFmpeg or not at all. */
enum ForeignFormat {
    OPUS("Ogg Opus", 28, "OpusHead", "ogg"),
    OGG_FLAC("Ogg FLAC", 28, "\u007FFLAC", "ogg"),
    SPEEX("Ogg Speex", 28, "Speex", "ogg"),
    OGG("Ogg", 0, "OggS", "ogg"),
    MP4("MP4, M4A, MOV or 3GP", 4, "ftyp", "mov"),
    MOV("MOV", 4, "moov", "mov"),
    MOV_DATA("MOV", 4, "mdat", "mov"),
    MOV_WIDE("MOV", 4, "wide", "mov"),
    WEBM("WebM or Matroska", 0, "\u001AE\u00DF\u00A3", "matroska"),
    WMA("Windows Media", 0, "0&\u00B2u", "asf"),
    AMR("AMR", 0, "#!AMR", "amr"),
    CORE_AUDIO("Core Audio (CAF)", 0, "caff", "caf"),
    SUN("Sun AU", 0, ".snd", "au"),
    WAVPACK("WavPack", 0, "wvpk", "wv"),
    SPHERE("NIST SPHERE", 0, "NIST_1A", "nistsphere"),
    WAVE64("Wave64", 0, "riff.\u0091\u00CF\u0011", "w64"),
    AVI("AVI", 8, "AVI ", "avi"),
    FLASH("Flash video", 0, "FLV\u0001", "flv"),
    MPEG("MPEG video", 0, "\0\0\u0001\u00BA", "mpeg"),
    AC3("AC-3", 0, "\u000Bw", "ac3"),
    AAC("AAC (ADTS)", 0, "\u00FF\u00F1", "aac"),
    AAC_MPEG2("AAC (ADTS)", 0, "\u00FF\u00F9", "aac"),
    MONKEY("Monkey's Audio", 0, "MAC ", null);

    private final String title;
    private final int at;
    private final String magic;
    private final String demuxer;

    ForeignFormat(String title, int at, String magic, String demuxer) {
        this.title = title;
        this.at = at;
        this.magic = magic;
        this.demuxer = demuxer;
    }

    /** The format's name in words. */
    String title() {
        return title;
    }

    /** FFmpeg's name of what reads the container; null for what is not read. */
    String demuxer() {
        return demuxer;
    }

    /** The format of a file by its first bytes; null if none matches. */
    static ForeignFormat of(byte[] data) {
        for (ForeignFormat format : values()) {
            if (ByteReader.has(data, format.at, format.magic)) {
                return format;
            }
        }
        return null;
    }
}
