package serlab.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.DoubleAdder;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import serlab.model.BuildSettings;
import serlab.model.InputShape;
import serlab.model.LayerSet;
import serlab.model.ModelSpec;
import serlab.model.PlainCnn;

/** Measures training steps on random numbers. */
public final class TrainingBenchmark {
    private static final int BATCH = 32;
    private static final int WARM_UP = 12;

    private TrainingBenchmark() {
    }

    /** A network and its input. */
    public record Network(String name, ModelSpec spec, InputShape shape) {
        /** The two networks of the main comparison at their published shapes. */
        public static List<Network> standard() {
            return List.of(new Network("spectrogram-cnn", PlainCnn.preset("spectrogram-cnn"), new InputShape(128, 128, 8)),
                    new Network("mfcc-cnn", PlainCnn.preset("mfcc-cnn"), new InputShape(40, 174, 8)));
        }
    }

    /** Clips per second of several trainings side by side, all together. */
    public static double clipsPerSecond(Network network, LayerSet layers, int parallel, double seconds)
            throws InterruptedException {
        DoubleAdder total = new DoubleAdder();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < parallel; i++) {
            long seed = i + 1;
            Thread thread = new Thread(() -> total.add(one(network, layers, seed, seconds)), "bench");
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return total.sum();
    }

    private static double one(Network network, LayerSet layers, long seed, double seconds) {
        InputShape shape = network.shape();
        ComputationGraph graph = network.spec().network(shape,
                new BuildSettings(seed, new Adam(1e-3), 0, layers, DataType.FLOAT));
        Random random = new Random(seed);
        float[] values = new float[BATCH * shape.bands() * shape.frames()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        INDArray features = Nd4j.create(values, new long[] {BATCH, 1, shape.bands(), shape.frames()}, 'c');
        INDArray targets = Nd4j.zeros(DataType.FLOAT, BATCH, shape.classes());
        for (int i = 0; i < BATCH; i++) {
            targets.putScalar(i, random.nextInt(shape.classes()), 1);
        }
        for (int i = 0; i < WARM_UP; i++) {
            graph.fit(new INDArray[] {features}, new INDArray[] {targets});
        }
        long start = System.nanoTime();
        long clips = 0;
        while (System.nanoTime() - start < seconds * 1e9) {
            graph.fit(new INDArray[] {features}, new INDArray[] {targets});
            clips += BATCH;
        }
        return clips / ((System.nanoTime() - start) / 1e9);
    }

    /** Resident memory of this process in MB, where the system tells. */
    public static Optional<Long> residentMegabytes() {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(status).stream().filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D+", "")) / 1024).findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
