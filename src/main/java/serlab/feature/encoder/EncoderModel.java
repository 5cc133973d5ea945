package serlab.feature.encoder;

import serlab.InvalidInputException;
import serlab.part.Declaration;
import serlab.part.Given;
import serlab.part.Option;

/** Which encoder is meant: settings name it, and its content decides. */
public record EncoderModel(
        @Option(key = "model", value = "whisper-tiny.en", meaning = "a name, or the path of a file") String name,
        @Option(value = "that of the model's file", computed = "hash", meaning = "hash of its file") String sha256,
        @Option(value = "that of the model", computed = "widthOf", min = 1, max = 8192, meaning = "numbers per position")
        int width) {
    public EncoderModel {
        Declaration.check(EncoderModel.class, name, sha256, width);
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new InvalidInputException("sha256 '" + sha256 + "' of encoder " + name + ": expected 64 hexadecimal digits in "
                    + "lower case; leave it out to take that of the file");
        }
    }

    private static Object hash(Given before) {
        return EncoderStore.ofUser().describe(before.get("name", String.class)).sha256();
    }

    private static Object widthOf(Given before) {
        EncoderModel known = EncoderStore.ofUser().describe(before.get("name", String.class));
        if (!before.get("sha256", String.class).equals(known.sha256())) {
            throw new InvalidInputException("sha256 is not that of " + known.name() + ", which is " + known.sha256()
                    + "; leave it out, or name the file that it belongs to");
        }
        return known.width();
    }
}
