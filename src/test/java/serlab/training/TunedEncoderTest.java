package serlab.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.augment.Augmentations;
import serlab.feature.FeatureSpec;
import serlab.feature.Scaler;
import serlab.feature.TinyEncoder;
import serlab.model.InputShape;
import serlab.model.ModelBundle;
import serlab.model.ModelSpec;
import serlab.model.NetworkSpec;

/** An encoder that goes on learning, from its file to its bundle, with weights by chance. */
class TunedEncoderTest {
    private static final List<String> LABELS = List.of("angry", "calm", "sad");
    private static final int FRAMES = 24;

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void writeTheEncoder() throws IOException {
        file = TinyEncoder.float32().write(folder.resolve("model.bin"));
    }

    private FeatureSpec frames(Integer... layers) {
        return FeatureSpec.of(Map.of("type", "encoder", "model", file.toString(), "layers", List.of(layers), "pool", "frames", "frames",
                FRAMES));
    }

    private NetworkSpec model(Map<String, ?> more) {
        Map<String, Object> settings = new LinkedHashMap<>(Map.of("type", "whisper-tiny.en", "model", file.toString(), "frozen", 1));
        settings.putAll(more);
        return NetworkSpec.of(settings);
    }

    private static Waveform sound(int seed, int samples) {
        Random random = new Random(seed);
        float[] values = new float[samples];
        for (int i = 0; i < samples; i++) {
            values[i] = (float) (0.1 * random.nextGaussian() + 0.3 * Math.sin(i * 0.03 * (1 + seed % LABELS.size())));
        }
        return new Waveform(values, 16_000);
    }

    private Examples examples(int count, int seed) {
        FeatureSpec features = frames(1);
        return new Examples(IntStream.range(0, count).mapToObj(i -> features.extract(sound(seed + i, 3000 + 400 * (i % 5)))).toList(),
                IntStream.range(0, count).map(i -> (seed + i) % LABELS.size()).toArray(), Scaler.identity());
    }

    private static TrainingSpec training(Map<String, ?> more) {
        Map<String, Object> settings = new LinkedHashMap<>(Map.of("epochs", 3, "batch", 4, "earlyStopping", 0, "weightDecay", 0.01,
                "averaging", 0.9, "clipNorm", 1, "keep", "last"));
        settings.putAll(more);
        return TrainingSpec.of(settings);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void untrainedItsLayersAreThoseOfTheFile(int rank) {
        Waveform clip = sound(1, 6300);
        float[][] expected = FeatureSpec.of(Map.of("type", "encoder", "model", file.toString())).full(clip);
        ComputationGraph network = model(Map.of("rank", rank)).network(InputShape.of(frames(1), LABELS.size()),
                training(Map.of()).build(1));
        float[][] feature = frames(1).extract(clip);
        INDArray statistics = network.feedForward(Nd4j.create(new float[][][] {feature}).reshape(1, 1, TinyEncoder.WIDTH, FRAMES), false)
                .get("statistics");
        for (int layer = 0; layer < 2; layer++) {
            for (int i = 0; i < TinyEncoder.WIDTH; i++) {
                int at = 2 * layer * TinyEncoder.WIDTH + i;
                assertEquals(expected[layer * TinyEncoder.WIDTH + i][0], statistics.getFloat(0, at), 1e-4, "mean " + i);
                float deviation = expected[(2 + layer) * TinyEncoder.WIDTH + i][0];
                assertEquals(Math.sqrt(deviation * deviation + 1e-5), statistics.getFloat(0, at + TinyEncoder.WIDTH), 1e-4,
                        "deviation " + i);
            }
        }
    }

    @Test
    void itsDescriptionSurvivesJson() {
        ComputationGraphConfiguration configuration = model(Map.of("rank", 2, "blockDropout", 0.1, "dense", 5))
                .network(InputShape.of(frames(1), LABELS.size()), training(Map.of()).build(1)).getConfiguration();
        ComputationGraphConfiguration back = ComputationGraphConfiguration.fromJson(configuration.toJson());
        assertEquals(configuration.toJson(), back.toJson());
        assertEquals(configuration.getVertices(), back.getVertices());
    }

    @Test
    void itsArithmeticIsThatOfItsMatricesAndHeads() {
        InputShape shape = InputShape.of(frames(1), LABELS.size());
        double layer = 2.0 * FRAMES * 128 * (4 * 128 + 2 * 512) + 4.0 * FRAMES * FRAMES * 128;
        double head = 2.0 * (2 * 2 * 128) * LABELS.size();
        Arithmetic found = Arithmetic.of(new Throughput.Network("tuned", model(Map.of()), shape));
        assertEquals(layer + head, found.forward(), 1);
        assertEquals(3 * (layer + head), found.training(), 3);
    }

    private ModelBundle untrained(Map<String, ?> model, TrainingSpec training) {
        return ModelBundle.untrained("tuned", model(model), frames(1), Scaler.identity(), LABELS, training.build(2));
    }

    /** What is dropped inside the layers, and the pace of each, are those of a training that was never interrupted. */
    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void aTrainingGoesOnWithTheSameBitsAndItsBundleAnswersWithThem(int rank) throws IOException {
        TrainingSpec spec = training(Map.of());
        Map<String, ?> model = Map.of("rank", rank, "blockDropout", 0.2);
        Examples clips = examples(10, 1);
        Examples others = examples(6, 40);
        Trainer trainer = new Trainer(spec, Augmentations.of(List.of("time-mask")), LABELS, 5);
        ModelBundle whole = untrained(model, spec);
        float[] before = whole.network().params().toFloatVector();
        trainer.fit(whole, clips, others, (epoch, chosen) -> { });
        assertNotEquals(before[TinyEncoder.WIDTH], whole.network().params().toFloatVector()[TinyEncoder.WIDTH]);
        Path state = folder.resolve("training.state");
        assertThrows(CancellationException.class, () -> trainer.keeping(state, "1").fit(untrained(model, spec), clips, others,
                new Breaking()));
        ModelBundle resumed = untrained(model, spec);
        trainer.keeping(state, "1").fit(resumed, clips, others, (epoch, chosen) -> { });
        assertArrayEquals(whole.network().params().toFloatVector(), resumed.network().params().toFloatVector());
        whole.save(folder.resolve("bundle"));
        ModelBundle loaded = ModelBundle.load(folder.resolve("bundle"));
        assertArrayEquals(whole.probabilities(sound(90, 5000)), loaded.probabilities(sound(90, 5000)));
        assertEquals(whole.spec(), loaded.spec());
        assertTrue(Files.size(folder.resolve("bundle/network.zip")) < (rank == 0 ? 3_000_000 : 100_000),
                Files.size(folder.resolve("bundle/network.zip")) + " bytes");
    }

    /** Breaks off in the second epoch. */
    private static final class Breaking implements TrainingListener {
        @Override
        public void batchDone(int epoch, int batch, int batches) {
            if (epoch == 2) {
                throw new CancellationException("killed");
            }
        }

        @Override
        public void epochDone(Epoch epoch, boolean chosen) {
            // only batches count
        }
    }

    /** Plain gradient descent moves every weight by its gradient times the rate, so paces are ratios of steps. */
    @Test
    void eachLayerLearnsAtItsOwnPace() {
        TrainingSpec spec = training(Map.of("optimizer", Map.of("type", "sgd", "momentum", 0, "learningRate", 1), "epochs", 1, "averaging", 0, "clipNorm", 0,
                "weightDecay", 0, "batch", 10));
        List<float[]> steps = new ArrayList<>();
        for (double decay : new double[] {1, 0.5}) {
            NetworkSpec model = NetworkSpec.of(Map.of("type", "whisper-tiny.en", "model", file.toString(), "frozen", 0, "dropout", 0,
                    "pace", 0.1, "paceDecay", decay));
            ComputationGraph network = model.network(InputShape.of(frames(0), LABELS.size()), spec.build(2));
            INDArray last = network.getParam("emotion_W");
            for (int i = 0; i < last.length(); i++) {
                last.putScalar(i, 0.1 * Math.sin(i));
            }
            float[] lower = network.getParam("layer1_wideBias").dup().toFloatVector();
            float[] upper = network.getParam("layer2_wideBias").dup().toFloatVector();
            new Trainer(spec, Augmentations.of(List.of()), LABELS, 5).fit(network, examples(10, 1), examples(3, 40),
                    (epoch, chosen) -> { });
            steps.add(new float[] {network.getParam("layer1_wideBias").getFloat(3) - lower[3],
                network.getParam("layer2_wideBias").getFloat(3) - upper[3]});
        }
        assertEquals(0.5, steps.get(1)[0] / steps.get(0)[0], 0.02, "lower layer");
        assertEquals(1, steps.get(1)[1] / steps.get(0)[1], 0.02, "upper layer");
    }

    private String refusal(FeatureSpec features, Map<String, ?> model) {
        String message = assertThrows(InvalidInputException.class, () -> ModelSpec.of(model(model).settings())
                .check(features, LABELS.size())).getMessage();
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    @Test
    void whatDoesNotFitIsToldInOneLine() throws IOException {
        model(Map.of()).check(frames(1), LABELS.size());
        assertTrue(refusal(FeatureSpec.of(Map.of("type", "mfcc")), Map.of()).startsWith("features.type is 'mfcc'; model whisper-tiny.en takes "
                + "the frames of the layers below those that it trains: expected features: {type: encoder"));
        assertEquals("features.layers is [1, 2]; model whisper-tiny.en with frozen: 1 goes on from layer 1: expected layers: [1]",
                refusal(frames(1, 2), Map.of()));
        assertTrue(refusal(frames(1).with(Map.of("padding", "edge")), Map.of()).startsWith("features.padding is edge; "));
        assertTrue(refusal(frames(1).with(Map.of("align", "resize")), Map.of()).startsWith("features.align is resize; "));
        assertTrue(refusal(FeatureSpec.of(Map.of("type", "encoder", "model", file.toString(), "layers", List.of(1), "pool", "mean")),
                Map.of()).startsWith("features.pool is mean; "));
        model(Map.of()).check(frames(1).with(Map.of("frames", TinyEncoder.POSITIONS)), LABELS.size());
        assertEquals("features.frames is 51; model whisper-tiny.en hears 50 frames at once: expected frames: 50 or fewer",
                refusal(frames(1).with(Map.of("frames", TinyEncoder.POSITIONS + 1)), Map.of()));
        assertEquals("model.frozen is '2', but encoder " + file + " has 2 layers; expected 0 to 1, so that some are trained",
                refusal(frames(2), Map.of("frozen", 2)));
        Path another = TinyEncoder.float16().write(folder.resolve("other.bin"));
        assertTrue(refusal(frames(1).with(Map.of("model", another.toString())), Map.of()).startsWith("features.model is " + another
                + "; "));
        NetworkSpec gone = model(Map.of("model", another.toString()));
        FeatureSpec features = frames(1).with(Map.of("model", another.toString()));
        Files.delete(another);
        String message = assertThrows(InvalidInputException.class, () -> gone.check(features, LABELS.size())).getMessage();
        assertEquals("encoder '" + another + "' does not exist; expected a model.bin of CTranslate2, or a folder with one", message);
    }
}
