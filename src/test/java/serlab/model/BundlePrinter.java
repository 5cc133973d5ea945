package serlab.model;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import serlab.audio.Waveform;

/** Prints the bits of the probabilities that a bundle gives a fixed sound; for a process of its own. */
final class BundlePrinter {
    static final String MARK = "bits:";

    private BundlePrinter() {
    }

    public static void main(String[] arguments) {
        System.out.println(MARK + bits(ModelBundle.load(Path.of(arguments[0]))));
    }

    static String bits(ModelBundle bundle) {
        float[] samples = new float[22050];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.5 * Math.sin(0.05 * i + 1e-6 * i * i));
        }
        float[] probabilities = bundle.probabilities(new Waveform(samples, 22050));
        return IntStream.range(0, probabilities.length)
                .mapToObj(i -> Integer.toHexString(Float.floatToIntBits(probabilities[i])))
                .collect(Collectors.joining(" "));
    }
}
