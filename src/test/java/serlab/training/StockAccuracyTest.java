package serlab.training;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.commons.math3.stat.StatUtils;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import serlab.augment.Augmentations;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.Split;
import serlab.corpus.split.SplitProtocols;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.feature.FeatureSpec;
import serlab.feature.Scaler;
import serlab.feature.WaveformChange;
import serlab.feature.cache.ClipPipeline;
import serlab.model.BuildSettings;
import serlab.model.InputShape;
import serlab.model.LayerSet;
import serlab.model.NetworkSpec;

/** Whole trainings with the fast layers end where those with stock layers end, within what the seed makes of it. */
@Tag("slow")
class StockAccuracyTest {
    private static final FeatureSpec FEATURE = FeatureSpec.of(Map.of("type", "log-mel", "bands", 32, "frames", 64));
    private static final int SEEDS = 3;
    /** 97.5 % of Student's t with 4 degrees of freedom. */
    private static final double T = 2.776;

    @ParameterizedTest
    @ValueSource(strings = {"spectrogram-cnn", "logmel-stats-cnn"})
    void threeSeedsComeToTheSameAccuracy(String type) {
        Corpus corpus = SyntheticSpec.defaults().open(null);
        Split split = SplitProtocols.named("actor-folds-5").split(corpus, 0, 1);
        List<float[][]> features = features(split.training());
        Scaler scaler = Scaler.fit(features);
        Examples training = new Examples(features, classes(corpus, split.training()), scaler);
        Examples test = new Examples(features(split.test()), classes(corpus, split.test()), scaler);
        double[] fast = accuracies(type, LayerSet.FAST, corpus.labels(), training, test);
        double[] stock = accuracies(type, LayerSet.STOCK, corpus.labels(), training, test);
        double noise = T * Math.sqrt((StatUtils.variance(fast) + StatUtils.variance(stock)) / SEEDS);
        String figures = "fast " + Arrays.toString(fast) + ", stock " + Arrays.toString(stock);
        assertTrue(StatUtils.min(fast) > 2.0 / corpus.labels().size(), "too little is learned to compare: " + figures);
        assertTrue(Math.abs(StatUtils.mean(fast) - StatUtils.mean(stock)) <= Math.max(noise, 1.0 / test.size()), figures);
    }

    private static double[] accuracies(String type, LayerSet layers, List<String> labels, Examples training, Examples test) {
        NetworkSpec model = NetworkSpec.of(Map.of("type", type, "filters", List.of(8, 16)));
        TrainingSpec spec = TrainingSpec.of(Map.of("epochs", 6, "batch", 16, "keep", "last", "earlyStopping", 0));
        return LongStream.rangeClosed(1, SEEDS).mapToDouble(seed -> {
            ComputationGraph network = model.network(new InputShape(FEATURE.bands(), FEATURE.frames(), labels.size()),
                    new BuildSettings(seed, spec.optimizer().updater(), 0, layers, DataType.FLOAT));
            new Trainer(spec, Augmentations.none(), labels, seed).fit(network, training, test, (epoch, chosen) -> { });
            return Probabilities.of(network, test, labels.size()).report(labels).accuracy();
        }).toArray();
    }

    private static List<float[][]> features(List<Clip> clips) {
        return clips.stream().map(clip -> FEATURE.extract(ClipPipeline.bytes(clip), clip.source().location(),
                WaveformChange.NONE)).toList();
    }

    private static int[] classes(Corpus corpus, List<Clip> clips) {
        return clips.stream().mapToInt(corpus::classOf).toArray();
    }
}
