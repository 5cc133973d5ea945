package serlab.corpus;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What clips are kept in, told by the endings of the files' names. */
public enum MediaKind {
    /** Recordings. */
    AUDIO("recording", "wav",
            List.of("wav", "flac", "mp3", "m4a", "ogg", "opus", "webm", "mp4", "aiff", "aif", "aifc", "wave", "oga", "mp2",
                    "aac", "m4b", "mov", "m4v", "3gp", "3gpp", "3g2", "amr", "awb", "weba", "mka", "mkv", "caf", "wma", "asf",
                    "wmv", "ac3", "eac3", "spx", "au", "snd", "wv", "sph", "w64", "ogv", "avi", "mpg", "mpeg", "flv"),
            List.of("ape", "voc", "gsm", "tta", "dts", "ra", "rm", "ts", "mid")),
    /** Images of spectrograms. */
    IMAGE("image", "png", List.of("png", "jpg", "jpeg"),
            List.of("gif", "bmp", "webp", "tif", "tiff", "heic", "avif", "jp2", "ppm"));

    private static final int SHOWN = 5;

    private final String noun;
    private final String target;
    private final List<String> endings;
    private final List<String> foreign;

    MediaKind(String noun, String target, List<String> endings, List<String> foreign) {
        this.noun = noun;
        this.target = target;
        this.endings = endings;
        this.foreign = foreign;
    }

    /** The endings of the files that are read, in lower case and without a dot; the usual ones first. */
    public List<String> endings() {
        return endings;
    }

    /** Whether a file of this name is of this kind. */
    public boolean has(String path) {
        return endings.contains(extension(path));
    }

    /** Whether a file of this name would be of this kind if it were converted: {@code clip.ape}, {@code map.gif}. */
    public boolean hasForeign(String path) {
        return foreign.contains(extension(path));
    }

    /** Ending of the files that others are converted to. */
    public String target() {
        return target;
    }

    /** {@code 1 recording}, {@code 2 images}. */
    public String count(long number) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** The usual endings, for messages: {@code .wav, .flac, .mp3, .m4a or .ogg}. */
    public String words() {
        List<String> shown = endings.stream().limit(SHOWN).map(ending -> "." + ending).toList();
        return shown.stream().limit(shown.size() - 1L).collect(Collectors.joining(", ")) + " or "
                + shown.get(shown.size() - 1);
    }

    /** What follows the last dot of a file's name, in lower case; empty where there is none. */
    public static String extension(String path) {
        String name = path.substring(path.replace('\\', '/').lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
