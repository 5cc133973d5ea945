package serlab.corpus.media;

import serlab.audio.file.AudioDecoder;
import serlab.corpus.MediaKind;

/**
 * A file that was found and not read.
 *
 * @param path below the corpus root, with forward slashes
 * @param kind whether it would be a clip if it were converted
 * @param what how messages name its kind: {@code .ape}, {@code .wav that holds text}
 */
public record Unread(String path, Kind kind, String what) {
    private static final String HOLDING = " that holds ";

    /** What a file is beside the clips of a corpus. */
    public enum Kind {
        /** A recording or image of a format that is not read. */
        CLIP,
        /** Kept by the operating system, such as {@code .DS_Store} and {@code ._clip.wav}. */
        HIDDEN,
        /** Anything else. */
        OTHER
    }

    /** A file that is known by its name alone. */
    public static Unread named(String path, MediaKind wanted) {
        return new Unread(path, wanted.hasForeign(path) ? Kind.CLIP : Kind.OTHER, ending(path));
    }

    /** A file that is named like a clip and holds something else. */
    public static Unread holding(String path, String content) {
        return new Unread(path, Kind.CLIP, ending(path) + HOLDING + content);
    }

    /** The same among the files of other kinds. */
    public Unread asOther() {
        return new Unread(path, Kind.OTHER, what);
    }

    /** Whether another program makes a clip of it. */
    boolean convertible() {
        int at = what.indexOf(HOLDING);
        return at < 0 || AudioDecoder.convertible(what.substring(at + HOLDING.length()));
    }

    private static String ending(String path) {
        String extension = MediaKind.extension(path);
        return extension.isEmpty() ? "without ending" : "." + extension;
    }
}
