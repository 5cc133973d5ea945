package serlab.feature.encoder;

import serlab.InvalidInputException;

/** The encoder that settings name cannot be used, whatever the recording: it is not on this machine, damaged or another one. */
public final class EncoderUnavailableException extends InvalidInputException {
    private static final long serialVersionUID = 1L;

    /** @param message one line with what to do */
    public EncoderUnavailableException(String message) {
        super(message);
    }

    /** @param message one line with what to do */
    public EncoderUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
