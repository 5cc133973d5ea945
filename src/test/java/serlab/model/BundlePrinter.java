package serlab.model;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import serlab.audio.Tones;

/** Prints the bits of the probabilities that a bundle gives a fixed sound; for a process of its own. */
final class BundlePrinter {
    static final String MARK = "bits:";

    private BundlePrinter() {
    }

    public static void main(String[] arguments) {
        System.out.println(MARK + bits(ModelBundle.load(Path.of(arguments[0]))));
    }

    static String bits(ModelBundle bundle) {
        float[] probabilities = bundle.probabilities(Tones.glide(22_050));
        return IntStream.range(0, probabilities.length)
                .mapToObj(i -> Integer.toHexString(Float.floatToIntBits(probabilities[i])))
                .collect(Collectors.joining(" "));
    }
}
