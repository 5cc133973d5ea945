package serlab.feature.onnx;

import java.util.List;
import serlab.InvalidInputException;
import serlab.part.Declaration;
import serlab.part.Option;

/** Which outputs of an ONNX file are taken. */
public record OnnxOutput(
        @Option(value = OnnxInput.AUTO, meaning = "name of the output, with * in place of the layer where layers are chosen; "
                + "auto takes the first one of type float")
        String output,
        @Option(value = "[]", least = 0, min = 0, max = 255,
                meaning = "layers whose outputs are taken, rising; none for the one output")
        List<Integer> layers) {
    private static final String LAYER = "*";

    public OnnxOutput {
        Declaration.check(OnnxOutput.class, output, layers);
        layers = List.copyOf(layers);
        if (!layers.equals(layers.stream().distinct().sorted().toList())) {
            throw new InvalidInputException("layers " + layers + ": expected rising numbers, such as [1, 2, 3, 4]");
        }
        if (layers.isEmpty() == output.contains(LAYER)) {
            throw new InvalidInputException(layers.isEmpty() ? "layers " + layers + ": expected the layers that stand in place of * in "
                    + "output '" + output + "'" : "output '" + output + "': expected * in place of the layer's number, such as layer_*");
        }
    }

    /** The names of the outputs, layer by layer. */
    List<String> names(OnnxSession session) {
        return layers.isEmpty() ? List.of(session.output(output))
                : layers.stream().map(layer -> session.output(output.replace(LAYER, String.valueOf(layer)))).toList();
    }
}
