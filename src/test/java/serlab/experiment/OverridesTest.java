package serlab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.InvalidInputException;
import serlab.feature.FeatureSpec;
import serlab.training.TrainingSpec;
import serlab.training.optimizer.AdamOptimizer;
import serlab.training.optimizer.SgdOptimizer;
import serlab.training.optimizer.StepOptions;

/** What {@code --set} changes in an experiment file. */
class OverridesTest {
    private final ExperimentFile file = parse("name: x\ntraining: {epochs: 3, batch: 8}\nseeds: [1, 2]\n");

    @Test
    void overridesReplaceValuesAndMakeSections() {
        ExperimentFile changed = file.with(List.of("training.epochs=5", "features.type=mfcc", "seeds=[7]", "name = y=z",
                "a.b.c=0.5"));
        assertEquals(Map.of("name", "y=z", "training", Map.of("epochs", 5, "batch", 8), "seeds", List.of(7),
                "features", Map.of("type", "mfcc"), "a", Map.of("b", Map.of("c", 0.5))), changed.values());
    }

    @Test
    void overridesLeaveTheFileAlone() {
        file.with(List.of("training.epochs=5"));
        assertEquals(Map.of("epochs", 3, "batch", 8), file.values().get("training"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"training.epochs", "=5", ".=5", ".epochs=5", "training.=5", "training..epochs=5",
        "name.first=5", "seeds.0=5", "name=[1"})
    void badOverridesAreNamed(String override) {
        String message = messageOf(() -> file.with(List.of(override)));
        assertTrue(message.startsWith("--set "), message);
    }

    private static ExperimentFile parse(String yaml) {
        return ExperimentFile.parse(yaml, "x.yaml");
    }

    private static String messageOf(Executable call) {
        return assertThrows(InvalidInputException.class, call).getMessage();
    }

    @Test
    void anOverrideWinsOverTheSectionsOfVariants() {
        ExperimentFile file = ExperimentFile.parse("""
                name: both
                features: {type: mfcc}
                model: {type: mfcc-cnn}
                variants:
                  - {name: one, training: {epochs: 3, batch: 8}}
                  - {name: two}
                """, "both.yaml");
        ComparisonSpec changed = ComparisonSpec.of(file.with(List.of("training.epochs=7")));
        assertEquals(List.of(7, 7), changed.variants().stream().map(v -> v.training().epochs()).toList());
        assertEquals(List.of(8, 32), changed.variants().stream().map(v -> v.training().sampling().batch()).toList());
        assertEquals(3, ComparisonSpec.of(file).variants().get(0).training().epochs());
    }

    /** {@code of: mfcc} is {@code of: {type: mfcc}}, and no {@code of} is that of the default. */
    @ParameterizedTest
    @ValueSource(strings = {"{type: statistics, of: mfcc}", "{type: statistics, of: {type: mfcc}}", "{type: statistics}",
        "{type: statistics, of: {coefficients: 20}}"})
    void optionsOfAPartGivenByItsNameCanBeSet(String features) {
        ExperimentFile file = ExperimentFile.parse("name: one\nmodel: {type: logistic-regression}\nfeatures: " + features, "one.yaml");
        assertEquals("statistics of 13", ofCoefficients(file.with(List.of("features.of.coefficients=13"))));
        assertEquals("statistics of 13", ofCoefficients(ExperimentFile.of(ExperimentFile.merged(file.values(),
                Map.of("features", Map.of("of", Map.of("coefficients", 13)))))));
        FeatureSpec other = ComparisonSpec.of(file.with(List.of("features.of.bands=20", "features.of.type=log-mel"))).variants().get(0)
                .features();
        assertEquals(20, other.bands());
        assertEquals("log-mel", ((Map<?, ?>) other.settings().get("of")).get("type"));
    }

    private static String ofCoefficients(ExperimentFile file) {
        FeatureSpec features = ComparisonSpec.of(file).variants().get(0).features();
        return features.type() + " of " + ((Map<?, ?>) features.settings().get("of")).get("coefficients");
    }

    @Test
    void aListIsNoSection() {
        ExperimentFile file = ExperimentFile.parse("name: one\nfeatures: {type: stack, of: [mfcc, rms]}", "one.yaml");
        assertEquals("--set features.of.coefficients: features.of is '[mfcc, rms]', which is no section; set it as a whole, such "
                + "as --set 'features.of={type: …}'", messageOf(() -> file.with(List.of("features.of.coefficients=13"))));
    }

    /** A setting in a section is named as it is written, also when another file or an override lies over it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {optimizer: {learningRate: 50}}                | training.optimizer.learningRate is '50'
            {optimizer: {type: sgd, momentum: 2}}          | training.optimizer.momentum is '2'
            {optimizer: {type: sgd, momentum: 0.8}, learningRate: 50} | training.learningRate is '50'
            {learningRate: 50}                             | training.learningRate is '50'
            {optimizer: sgd, learningRate: 50}             | training.learningRate is '50'
            {schedule: {type: plateau, reduceFactor: 7}}   | training.schedule.reduceFactor is '7'
            {schedule: {warmupEpochs: -1}}                 | training.schedule.warmupEpochs is '-1'
            {sampling: {batch: 0}}                         | training.sampling.batch is '0'
            {sampling: {type: squared}}                    | training.sampling.type is 'squared'
            {sampling: squared}                            | training.sampling is 'squared'
            {averaging: {decay: 2}}                        | training.averaging.decay is '2'
            {targets: {labelSmoothing: 2}}                 | training.targets.labelSmoothing is '2'
            {stopping: {epochs: 0}}                        | training.stopping.epochs is '0'
            """)
    void errorsNameASettingOfTrainingAsItIsWritten(String training, String expected) {
        String head = "name: one\nfeatures: {type: mfcc}\nmodel: {type: mfcc-cnn}\n";
        ExperimentFile own = ExperimentFile.parse(head + "training: " + training, "one.yaml");
        ExperimentFile base = ExperimentFile.parse(head + "training: {epochs: 7, learningRate: 0.1}", "base.yaml");
        ExperimentFile laid = ExperimentFile.of(ExperimentFile.merged(base.values(), own.values()));
        for (ExperimentFile file : List.of(own, laid, laid.with(List.of("training.clipNorm=1")))) {
            String message = messageOf(() -> ComparisonSpec.of(file));
            assertTrue(message.startsWith(expected + "; expected"), message);
        }
    }

    @Test
    void anOverrideWinsOverTheSectionsOfTraining() {
        ExperimentFile file = ExperimentFile.parse("""
                name: one
                features: {type: mfcc}
                model: {type: mfcc-cnn}
                training:
                  optimizer: {type: sgd, learningRate: 0.1, momentum: 0.5}
                  stopping: {epochs: 30}
                whenSynthetic: {training: {epochs: 12, optimizer: {momentum: 0.6}}}
                """, "one.yaml");
        TrainingSpec changed = training(file.with(List.of("training.epochs=7", "training.sampling.batch=8",
                "training.optimizer.momentum=0.7")));
        assertEquals(new SgdOptimizer(StepOptions.of(0.1), 0.7), changed.optimizer());
        assertEquals(7, changed.epochs());
        assertEquals(8, changed.sampling().batch());
        assertEquals(AdamOptimizer.of(0.1), training(file.with(List.of("training.optimizer.type=adam"))).optimizer());
        assertEquals(AdamOptimizer.of(0.2), training(file.with(List.of("training.learningRate=0.2",
                "training.optimizer=adam"))).optimizer());
        assertEquals(60, training(file.with(List.of("training.epochs="))).epochs());
        TrainingSpec synthetic = training(file.forCorpus(true));
        assertEquals(12, synthetic.epochs());
        assertEquals(new SgdOptimizer(StepOptions.of(0.1), 0.6), synthetic.optimizer());
    }

    private static TrainingSpec training(ExperimentFile file) {
        return ComparisonSpec.of(file).variants().get(0).training();
    }
}
