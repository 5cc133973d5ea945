package serlab.feature.encoder;

import serlab.InvalidInputException;

/**
 * Which encoder is meant: settings name it, and its content decides.
 *
 * @param name   a name, or the path of a file
 * @param sha256 of its file, 64 hexadecimal digits in lower case
 * @param width  numbers per position
 */
public record EncoderModel(String name, String sha256, int width) {
    public EncoderModel {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new InvalidInputException("sha256 '" + sha256 + "' of encoder " + name + ": expected 64 hexadecimal digits in "
                    + "lower case; leave it out to take that of the file");
        }
    }
}
