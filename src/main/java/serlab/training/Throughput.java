package serlab.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import serlab.feature.encoder.EncoderStore;
import serlab.model.BuildSettings;
import serlab.model.InputShape;
import serlab.model.LayerSet;
import serlab.model.NetworkSpec;
import serlab.model.folded.FlatParameters;
import serlab.model.folded.FoldedNetwork;
import serlab.model.layer.Cores;

/**
 * Clips per second through one network, on random numbers.
 *
 * @param network the network and its input
 * @param task    what is done with a batch
 * @param batch   clips in a batch
 * @param cores   that share the work
 */
public record Throughput(Network network, Task task, int batch, Cores cores) {
    /** Steps before it counts, or fewer where they take long. */
    private static final int WARM_UP = 12;
    private static final int LEAST_WARM_UP = 2;
    private static final double WARM_UP_SECONDS = 3;

    /** What is measured. */
    public enum Task {
        /** Forward, backward and a step of Adam. */
        TRAINING,
        /** Forward, without dropout; a batch of one clip goes through the folded network, as every prediction does. */
        INFERENCE
    }

    /** Reads seconds from some clock. */
    @FunctionalInterface
    public interface Clock {
        double seconds();
    }

    /**
     * A network and its input.
     *
     * @param name  what tables call it
     * @param spec  architecture
     * @param shape input and classes
     */
    public record Network(String name, NetworkSpec spec, InputShape shape) {
        /**
         * The networks that are compared with PyTorch, at their published shapes, the wide one of the experiments with lent voices
         * among them; the encoder that is trained further, over 3.7 s, where it is on this machine.
         */
        public static List<Network> standard() {
            List<Network> networks = new ArrayList<>(List.of(network("spectrogram-cnn", Map.of("type", "spectrogram-cnn"), 128, 128),
                    network("mfcc-cnn", Map.of("type", "mfcc-cnn"), 40, 174),
                    network("conv1d", Map.of("type", "conv1d", "blockDropout", 0), 22, 108),
                    network("conv1d-flat", Map.of("type", "conv1d", "blockDropout", 0, "layout", "flat"), 22, 108),
                    network("logmel-stats-cnn", Map.of("type", "logmel-stats-cnn"), 64, 112),
                    network("logmel-wide-stats-cnn", Map.of("type", "logmel-stats-cnn", "filters", List.of(24, 48, 96), "timeFilters",
                            256), 64, 112)));
            EncoderStore.ofUser().names().stream().filter("whisper-tiny.en"::equals)
                    .forEach(name -> networks.add(network(name, Map.of("type", name), 384, 185)));
            return networks;
        }

        private static Network network(String name, Map<String, Object> settings, int bands, int frames) {
            return new Network(name, NetworkSpec.of(settings), new InputShape(bands, frames, 8));
        }
    }

    /** Trains a small network for one step, so that native libraries and the classes of training are loaded. */
    public static void trainOneStep() {
        new Throughput(Network.standard().get(1), Task.TRAINING, 2, Cores.ONE).step(1).run();
    }

    /** Measures for that long after a warm-up; the weights depend on the seed. */
    public double clipsPerSecond(long seed, double seconds, Clock clock) {
        try (Cores.Held own = cores.hold()) {
            return clipsPerSecond(step(seed), seconds, clock);
        }
    }

    private double clipsPerSecond(Runnable step, double seconds, Clock clock) {
        double cold = clock.seconds();
        for (int i = 0; i < WARM_UP && (i < LEAST_WARM_UP || clock.seconds() - cold < WARM_UP_SECONDS); i++) {
            step.run();
        }
        double begin = clock.seconds();
        long clips = 0;
        do {
            step.run();
            clips += batch;
        } while (clock.seconds() - begin < seconds);
        return clips / (clock.seconds() - begin);
    }

    private Runnable step(long seed) {
        InputShape shape = network.shape();
        ComputationGraph graph = network.spec().network(shape,
                new BuildSettings(seed, new Adam(1e-3), 0, LayerSet.FAST, DataType.FLOAT));
        cores.serve(graph.getLayers());
        Random random = new Random(seed);
        float[] values = new float[batch * shape.bands() * shape.frames()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        INDArray features = Nd4j.create(values, new long[] {batch, 1, shape.bands(), shape.frames()}, 'c');
        INDArray targets = Nd4j.zeros(DataType.FLOAT, batch, shape.classes());
        for (int i = 0; i < batch; i++) {
            targets.putScalar(i, random.nextInt(shape.classes()), 1);
        }
        return task == Task.TRAINING ? () -> graph.fit(new INDArray[] {features}, new INDArray[] {targets})
                : forward(graph, values, features);
    }

    private Runnable forward(ComputationGraph graph, float[] values, INDArray features) {
        Optional<FoldedNetwork> folded = batch > 1 ? Optional.empty()
                : network.spec().folded(network.shape(), new FlatParameters(graph.params().toFloatVector()));
        return folded.<Runnable>map(one -> () -> one.probabilities(values)).orElse(() -> graph.outputSingle(features));
    }
}
