package serlab.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import serlab.InvalidInputException;

/**
 * An architecture that is written where it is used, in a notebook for instance. Experiment files cannot name it, and a model
 * of it can only be used where it is at hand.
 *
 * @param name    what tables and runs call it
 * @param version raised by its author whenever the layers change
 * @param body    the layers between input and output
 */
public record CustomNetwork(String name, int version, Body body) implements NetworkSpec {
    /** What runs and bundles say; no file can be read with it. */
    static final String TYPE = "custom";

    /** The layers between the feature and the output layer, which has one unit per class. */
    @FunctionalInterface
    public interface Body {
        /**
         * Adds layers.
         *
         * @param graph takes them
         * @param input name of the input, {@code [n, 1, bands, frames]}
         * @return name of the last layer
         */
        String add(GraphBuilder graph, String input);
    }

    public CustomNetwork {
        if (name.isBlank()) {
            throw new InvalidInputException("a custom network has no name; give it one that no other architecture has");
        }
    }

    /** What is said to someone who has the settings but not the layers. */
    static InvalidInputException unknown(Object name) {
        return new InvalidInputException("model '" + name + "' was written in a program, such as a notebook; it can only be "
                + "used there, with its layers at hand");
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("type", TYPE);
        settings.put("name", name);
        settings.put("version", version);
        return settings;
    }

    @Override
    public ComputationGraphConfiguration configuration(InputShape shape, BuildSettings build) {
        try {
            GraphBuilder graph = Graphs.begin(shape, build);
            return Graphs.end(graph, shape, body.add(graph, Graphs.INPUT));
        } catch (InvalidInputException e) {
            throw e;
        } catch (RuntimeException e) { // layers are the user's, and Deeplearning4j throws of many kinds
            throw new InvalidInputException("network '" + name + "' cannot be built on " + shape.bands() + " x " + shape.frames()
                    + " numbers: " + Optional.ofNullable(e.getMessage()).flatMap(text -> text.lines().findFirst())
                    .orElse(e.getClass().getSimpleName()) + "; mend its layers", e);
        }
    }
}
