package serlab.tracking;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import serlab.Mappers;

/**
 * What a model takes and gives, as MLflow's tensor specifications in JSON.
 *
 * @param inputs  one tensor
 * @param outputs one tensor
 */
public record ModelSignature(String inputs, String outputs) {
    /** Of a network that takes {@code float[any][1][bands][frames]} and gives {@code float[any][classes]}. */
    public static ModelSignature of(int bands, int frames, int classes) {
        return new ModelSignature(tensor("features", 1, bands, frames), tensor("probabilities", classes));
    }

    private static String tensor(String name, int... shape) {
        ArrayNode all = Mappers.JSON.createArrayNode();
        ObjectNode tensor = all.addObject().put("name", name).put("type", "tensor").putObject("tensor-spec")
                .put("dtype", "float32");
        ArrayNode sizes = tensor.putArray("shape").add(-1);
        for (int size : shape) {
            sizes.add(size);
        }
        return all.toString();
    }
}
