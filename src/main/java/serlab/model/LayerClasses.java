package serlab.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The classes that the description of a network in a file may name: Deeplearning4j's layers, vertices, losses and
 * updaters, this library's layers, and those that an architecture of a program's own is made of. No other class is loaded.
 */
final class LayerClasses {
    private static final Pattern KNOWN = Pattern.compile("(?:"
            + "org\\.deeplearning4j\\.nn\\.conf\\.(?:constraint|distribution|dropout|graph|graph\\.rnn|inputs|layers"
            + "|layers\\.convolutional|layers\\.misc|layers\\.recurrent|layers\\.util|layers\\.variational"
            + "|layers\\.wrapper|preprocessor|stepfunctions|weightnoise)"
            + "|org\\.deeplearning4j\\.nn\\.weights(?:\\.embeddings)?"
            + "|org\\.nd4j\\.linalg\\.(?:activations\\.impl|learning\\.config|learning\\.regularization"
            + "|lossfunctions\\.impl|schedule)"
            + "|serlab\\.model\\.layer)\\.[A-Z][A-Za-z0-9]*(?:\\$[A-Z][A-Za-z0-9]*)?");
    /** Keys under which Deeplearning4j writes a class. */
    private static final Set<String> KEYS = Set.of("@class", "type");

    private LayerClasses() {
    }

    /**
     * Checks a description of a network.
     *
     * @param own further classes that may be named; asked only if there is one that is not known
     * @throws IOException if it names another class
     */
    static void require(JsonNode description, Supplier<Set<String>> own) throws IOException {
        Set<String> unknown = named(description);
        unknown.removeIf(name -> KNOWN.matcher(name).matches());
        if (!unknown.isEmpty()) {
            unknown.removeAll(own.get());
        }
        if (!unknown.isEmpty()) {
            throw new IOException("its network names the class '" + unknown.iterator().next()
                    + "', which is no layer known here");
        }
    }

    /** The classes that a description names. */
    static Set<String> named(JsonNode description) {
        Set<String> names = new TreeSet<>();
        collect(description, names);
        return names;
    }

    private static void collect(JsonNode node, Set<String> names) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (KEYS.contains(field.getKey()) && field.getValue().isValueNode()) {
                names.add(field.getValue().asText());
            }
        }
        node.forEach(child -> collect(child, names));
    }
}
