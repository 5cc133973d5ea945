package serlab.audio.ffmpeg;

/** Why a file gives no sound; the message goes on after the name of the file. */
public final class TrackException extends Exception {
    private static final long serialVersionUID = 1L;

    public TrackException(String message) {
        super(message);
    }

    public TrackException(String message, Throwable cause) {
        super(message, cause);
    }
}
