package serlab.model;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import serlab.InvalidInputException;
import serlab.model.folded.Window;
import serlab.model.layer.AttentivePooling;
import serlab.model.layer.MapFold;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/**
 * Network over the frames of the layers of an encoder: a sum of the layers with weights that are learned, each frame projected
 * to fewer channels with batch normalization and ReLU, mean and standard deviation over time under weights that several
 * attention heads give the frames, each for its share of the channels; dropout and softmax. Of a feature without layers the
 * frames themselves are projected.
 *
 * <p>Sources: Yang et al., "SUPERB", Interspeech 2021, the sum of layers; Okabe, Koshinaka and Shinoda, "Attentive statistics
 * pooling for deep speaker embedding", Interspeech 2018; India, Safari and Hernando, "Self multi-head attention for speaker
 * recognition", Interspeech 2019, the heads.
 */
@Part(name = "attentive-statistics",
        does = "a learned sum of an encoder's layers, then mean and deviation over the frames as attention heads weigh them")
public record AttentiveStatistics(
        @Option(value = "128", min = 1, max = 4096, meaning = "channels that each frame is projected to, a multiple of heads")
        int channels,
        @Option(value = "4", min = 1, max = 64, meaning = "attention heads, each for its share of the channels") int heads,
        @Option(value = "64", min = 1, max = 4096, meaning = "hidden units of the attention") int attention,
        @Option(value = "0.2", min = 0, max = 0.9, meaning = "probability that a channel of a frame is dropped in training")
        double frameDropout,
        @Option(value = "0.3", min = 0, max = 0.9, meaning = "probability that a statistic is dropped in training")
        double dropout) implements NetworkSpec {
    static final String TYPE = "attentive-statistics";
    private static final Window POINT = Window.square(1);

    public AttentiveStatistics {
        Declaration.check(AttentiveStatistics.class, channels, heads, attention, frameDropout, dropout);
        if (channels % heads != 0) {
            throw new InvalidInputException("model.channels is '" + channels + "'; expected a multiple of the " + heads
                    + " heads, such as " + heads * Math.max(1, channels / heads));
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public ComputationGraphConfiguration configuration(InputShape shape, BuildSettings build) {
        GraphBuilder graph = Graphs.begin(shape, build);
        String last = Graphs.INPUT;
        int width = shape.bands() / shape.layers();
        boolean layered = shape.layers() > 1;
        if (layered) {
            last = build.layers().sum(graph, "layers", new MapFold(1, shape.bands(), shape.frames(), shape.layers(), width), last);
        }
        last = build.layers().block(graph, build.type(), new LayerSet.Block(layered ? 2 : 1, channels, POINT, POINT, POINT, true,
                false, new MapFold(1, width, shape.frames(), width, 1)), last);
        last = drop(graph, "dropFrames", frameDropout, last);
        String scores = build.layers().block(graph, build.type(), block(3, attention, true), last);
        scores = build.layers().linear(graph, "scores", block(4, heads, false), scores);
        graph.addVertex("weighed", new MergeVertex(), last, scores);
        graph.addLayer("statistics", new AttentivePooling(heads), "weighed");
        return Graphs.end(graph, shape, drop(graph, "drop", dropout, "statistics"));
    }

    /** A step that sees one frame at a time, without normalization. */
    private static LayerSet.Block block(int number, int filters, boolean bias) {
        return new LayerSet.Block(number, filters, POINT, POINT, POINT, false, bias, null);
    }

    private static String drop(GraphBuilder graph, String name, double probability, String last) {
        if (probability == 0) {
            return last;
        }
        graph.addLayer(name, new DropoutLayer.Builder(1 - probability).build(), last);
        return name;
    }
}
