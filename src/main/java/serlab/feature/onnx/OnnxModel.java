package serlab.feature.onnx;

import serlab.InvalidInputException;
import serlab.part.Declaration;
import serlab.part.Given;
import serlab.part.Option;

/** Which ONNX file is meant: settings name it, and its content decides. */
public record OnnxModel(
        @Option(value = "must be given", computed = "missing", meaning = "the path of the ONNX file") String file,
        @Option(value = "that of the file", computed = "hash",
                meaning = "hash of the file and of the weights beside it that it names")
        String sha256) {
    public OnnxModel {
        Declaration.check(OnnxModel.class, file, sha256);
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new InvalidInputException("sha256 '" + sha256 + "' of ONNX file " + file + ": expected 64 hexadecimal digits in "
                    + "lower case; leave it out to take that of the file");
        }
    }

    private static Object missing(Given before) {
        throw new InvalidInputException("features.file is missing; expected the path of an ONNX file, such as encoder/model.onnx");
    }

    private static Object hash(Given before) {
        return OnnxFile.read(OnnxStore.there(before.get("file", String.class))).sha256();
    }
}
