package serlab.model;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Beginning and end that all architectures share. */
public final class Graphs {
    /** The vertex of the features. */
    public static final String INPUT = "feature";
    private static final String OUTPUT = "emotion";

    private Graphs() {
    }

    /** A graph with one input {@code [n, 1, bands, frames]}. */
    public static GraphBuilder begin(InputShape shape, BuildSettings build) {
        NeuralNetConfiguration.Builder common = new NeuralNetConfiguration.Builder()
                .seed(BuildSettings.nativeSeed(build.seed())).dataType(build.type()).updater(build.updater())
                .weightInit(WeightInit.RELU);
        if (build.weightDecay() > 0) {
            common.weightDecay(build.weightDecay());
        }
        return common.graphBuilder().addInputs(INPUT).setInputTypes(
                InputType.convolutional(shape.bands(), shape.frames(), 1, CNN2DFormat.NCHW));
    }

    /** Softmax over the classes, trained by cross-entropy. */
    public static ComputationGraphConfiguration end(GraphBuilder graph, InputShape shape, String last) {
        return end(graph, shape, last, WeightInit.XAVIER);
    }

    /** Likewise, with weights that begin in another way: over thousands of inputs those by chance are never quite forgotten. */
    static ComputationGraphConfiguration end(GraphBuilder graph, InputShape shape, String last, WeightInit weights) {
        return graph.addLayer(OUTPUT, new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT).nOut(shape.classes())
                .weightInit(weights).activation(Activation.SOFTMAX).build(), last).setOutputs(OUTPUT).build();
    }
}
