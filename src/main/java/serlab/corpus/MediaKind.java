package serlab.corpus;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What clips are kept in, told by the endings of the files' names. */
public enum MediaKind {
    /** Recordings. */
    AUDIO("recording", "wav",
            List.of("wav", "flac", "mp3", "aiff", "ogg", "wave", "aif", "aifc", "oga"),
            List.of("m4a", "mp4", "m4b", "m4v", "mov", "3gp", "3gpp", "3g2", "amr", "awb", "webm", "weba", "mkv", "mka",
            "opus",
                    "caf", "wma", "wmv", "asf", "aac", "ac3", "au", "snd", "spx", "ogv", "wv", "ape", "avi", "mpg", "mpeg",
                    "mp2",
                    "flv", "w64", "sph", "voc", "gsm")),
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

    /** Whether a file of this name is of this kind. */
    public boolean has(String path) {
        return endings.contains(extension(path));
    }

    /** Whether a file of this name would be of this kind if it were converted: {@code clip.m4a}, {@code map.gif}. */
    boolean hasForeign(String path) {
        return foreign.contains(extension(path));
    }

    /** Ending of the files that others are converted to. */
    String target() {
        return target;
    }

    /** {@code 1 recording}, {@code 2 images}. */
    public String count(long number) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** The usual endings, for messages: {@code .wav, .flac, .mp3, .aiff or .ogg}. */
    public String words() {
        List<String> shown = endings.stream().limit(SHOWN).map(ending -> "." + ending).toList();
        return shown.stream().limit(shown.size() - 1L).collect(Collectors.joining(", ")) + " or "
                + shown.get(shown.size() - 1);
    }

    /** What follows the last dot of a file's name, in lower case; empty where there is none. */
    static String extension(String path) {
        String name = path.substring(path.replace('\\', '/').lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
