package serlab.audio.file;

/** The command that turns a file of a format that is not read here into one that is. */
public final class Conversion {
    private static final String PLAIN = "[\\p{L}\\p{N}._/~+-]+";

    private Conversion() {
    }

    /**
     * {@code ffmpeg -i clip.m4a clip.wav}, to be typed as it stands. A file that is called {@code clip.wav} already becomes
     * {@code clip-converted.wav}; names with blanks are quoted.
     *
     * @param location path or name of the file
     * @param ending   of the file that is made, such as {@code wav} or {@code png}
     */
    public static String command(String location, String ending) {
        int dot = location.lastIndexOf('.');
        boolean named = dot > Math.max(location.lastIndexOf('/'), location.lastIndexOf('\\')) + 1;
        String stem = named ? location.substring(0, dot) : location;
        boolean same = named && location.substring(dot + 1).equalsIgnoreCase(ending);
        return "ffmpeg -i " + quoted(location) + " " + quoted(stem + (same ? "-converted." : ".") + ending);
    }

    /** A name as a shell takes it. */
    static String quoted(String name) {
        return name.matches(PLAIN) && !name.startsWith("-") ? name : "'" + name.replace("'", "'\\''") + "'";
    }
}
