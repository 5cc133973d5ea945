package serlab.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.feature.Align;
import serlab.feature.EncoderPool;
import serlab.feature.EncoderSpec;
import serlab.feature.FeatureSpec;
import serlab.feature.Padding;
import serlab.feature.encoder.EncoderModel;
import serlab.feature.encoder.EncoderStore;
import serlab.feature.encoder.SpeechEncoder;
import serlab.model.layer.BlockOrigin;
import serlab.model.layer.EncoderBlock;
import serlab.model.layer.PositionStatistics;
import serlab.model.layer.Positions;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Options;
import serlab.part.Part;

/**
 * The upper layers of a pretrained speech encoder, which go on learning. Its feature holds the frames of the layers below, which
 * stay as they are. Mean and standard deviation over time of every layer, from those of the feature up, are normalized over the
 * batch; dense layer if wanted, dropout and softmax, whose weights begin as zeros. Untrained, its layers are those of the encoder. A clip is seen over its own
 * positions, whatever the lengths of the others in a batch; frames of zeros, masked ones too, are no positions.
 *
 * <p>Sources: Radford et al. 2022, the encoder; Howard and Ruder, "Universal language model fine-tuning", 2018, rates that fall
 * from layer to layer; Hu et al., "LoRA", 2021, the low ranks.
 */
@Part(name = TunedEncoder.TYPE, does = "the upper layers of a pretrained speech encoder, trained further")
public record TunedEncoder(
        @Options EncoderModel encoder,
        @Option(value = "2", min = 0, max = 254, meaning = "layers that stay as they are, of the last of which the feature holds the "
                + "frames; those above are trained") int frozen,
        @Option(value = "0", min = 0, max = 1024, meaning = "rank of the products that are added to the matrices, which then stay "
                + "as they are; 0 to train the matrices themselves") int rank,
        @Option(value = "0.05", min = 0.0001, max = 10, meaning = "what the learning rate is multiplied by in the uppermost layer")
        double pace,
        @Option(value = "0.7", min = 1e-3, max = 1, meaning = "what it is multiplied by once more for each layer below")
        double paceDecay,
        @Option(value = "0", min = 0, max = 4096, meaning = "hidden units between statistics and classes, 0 for none") int dense,
        @Option(value = "0", min = 0, max = 0.9, meaning = "probability that a number that attention or the dense layers of the "
                + "encoder add is dropped in training") double blockDropout,
        @Option(value = "0.5", min = 0, max = 0.9, meaning = "probability that a statistic or hidden unit is dropped in training")
        double dropout) implements NetworkSpec {
    static final String TYPE = "whisper-tiny.en";

    public TunedEncoder {
        Declaration.check(TunedEncoder.class, encoder, frozen, rank, pace, paceDecay, dense, blockDropout, dropout);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Its layers know the numbers that the encoder gives, and no others. */
    @Override
    public boolean standardizes() {
        return false;
    }

    @Override
    public void check(FeatureSpec features, int classes) {
        if (!(features instanceof EncoderSpec of)) {
            throw new InvalidInputException("features.type is '" + features.type() + "'; model " + TYPE + " takes the frames of the layers "
                    + "below those that it trains: expected features: {type: encoder, model: " + encoder.name() + ", layers: [" + frozen
                    + "], pool: frames, frames: 240}");
        }
        List<Integer> layers = of.layers();
        expect(of.model().sha256().equals(encoder.sha256()), "model", of.model().name(), "goes on from encoder " + encoder.name(),
                "model: " + encoder.name());
        expect(of.pool() == EncoderPool.FRAMES, "pool", Settings.word(of.pool()), "takes frames, one after another", "pool: frames");
        expect(layers.get(layers.size() - 1) == frozen, "layers", layers, "with frozen: " + frozen + " goes on from layer " + frozen,
                "layers: [" + frozen + "]");
        expect(of.length().align() == Align.START, "align", Settings.word(of.length().align()), "takes clips from their start on",
                "align: start");
        expect(of.length().padding() == Padding.ZERO, "padding", Settings.word(of.length().padding()), "takes zeros for the end of a clip",
                "padding: zero");
        EncoderStore.ofUser().shapeOf(encoder).ifPresent(shape -> expect(of.length().frames() <= shape.positions(), "frames",
                of.length().frames(), "hears " + shape.positions() + " frames at once", "frames: " + shape.positions() + " or fewer"));
        NetworkSpec.super.check(features, classes);
    }

    private static void expect(boolean kept, String key, Object given, String why, String expected) {
        if (!kept) {
            throw new InvalidInputException("features." + key + " is " + given + "; model " + TYPE + " " + why + ": expected " + expected);
        }
    }

    @Override
    public ComputationGraphConfiguration configuration(InputShape shape, BuildSettings build) {
        int width = encoder.width();
        if (shape.bands() != shape.layers() * width) {
            throw new InvalidInputException("model " + TYPE + " takes frames of " + width + " numbers for each layer, and the feature has "
                    + shape.bands() + " for " + shape.layers() + " of them");
        }
        GraphBuilder graph = Graphs.begin(shape, build);
        List<String> pooled = new ArrayList<>();
        String last = Graphs.INPUT;
        for (int i = 0; i < shape.layers(); i++) {
            last = "positions" + (i + 1);
            graph.addLayer(last, new Positions(i * width, width), Graphs.INPUT);
            if (frozen > 0 || i < shape.layers() - 1) {
                pooled.add(statistics(graph, last));
            }
        }
        SpeechEncoder pretrained = EncoderStore.ofUser().load(encoder);
        int depth = pretrained.shape().depth();
        if (frozen >= depth) {
            throw new InvalidInputException("model.frozen is '" + frozen + "', but encoder " + encoder.name() + " has " + depth
                    + " layers; expected 0 to " + (depth - 1) + ", so that some are trained");
        }
        for (int number : IntStream.rangeClosed(frozen + 1, depth).toArray()) {
            String name = "layer" + number;
            graph.addLayer(name, new EncoderBlock(new BlockOrigin(encoder, number, pretrained.inner(), pretrained.shape().heads(),
                    number == depth), rank, blockDropout, pace * Math.pow(paceDecay, depth - number), build.updater()), last);
            pooled.add(statistics(graph, name));
            last = name;
        }
        return Graphs.end(graph, shape, head(graph, pooled), WeightInit.ZERO);
    }

    private static String statistics(GraphBuilder graph, String of) {
        graph.addLayer(of + "statistics", new PositionStatistics(), of);
        return of + "statistics";
    }

    private String head(GraphBuilder graph, List<String> pooled) {
        String last = pooled.get(0);
        if (pooled.size() > 1) {
            last = "statistics";
            graph.addVertex(last, new MergeVertex(), pooled.toArray(String[]::new));
        }
        graph.addLayer("normal", new BatchNormalization.Builder().useLogStd(false).build(), last);
        last = drop(graph, "drop", "normal");
        if (dense > 0) {
            graph.addLayer("dense", new DenseLayer.Builder().nOut(dense).activation(Activation.IDENTITY).build(), last);
            graph.addLayer("relu", new ActivationLayer.Builder().activation(Activation.RELU).build(), "dense");
            last = drop(graph, "dropdense", "relu");
        }
        return last;
    }

    private String drop(GraphBuilder graph, String name, String of) {
        if (dropout == 0) {
            return of;
        }
        graph.addLayer(name, new DropoutLayer.Builder(1 - dropout).build(), of);
        return name;
    }
}
