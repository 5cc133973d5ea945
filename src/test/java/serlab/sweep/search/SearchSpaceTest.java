package serlab.sweep.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import serlab.InvalidInputException;
import serlab.experiment.ExperimentFile;
import serlab.training.TrainingSpec;

class SearchSpaceTest {
    private static final Map<String, Object> BASE = ExperimentFile.parse("""
            name: base
            features: {type: mfcc, frames: 64}
            training: {epochs: 4}
            """, "base").values();

    static SearchSpace space(String search) {
        return SearchSpace.read(BASE, ExperimentFile.parse(search, "search").values());
    }

    @Test
    void aConditionLetsAParameterInOnlyWhereItHolds() {
        SearchSpace space = space("""
                features.type: {choices: [mfcc, log-mel]}
                features.coefficients: {integer: [13, 60], when: {features.type: mfcc}}
                features.bands: {choices: [64, 128], when: {features.type: log-mel}}
                """);
        for (Configuration point : space.probes()) {
            boolean mfcc = point.values().get("features.type").equals("mfcc");
            assertEquals(mfcc, point.values().containsKey("features.coefficients"), point.toString());
            assertEquals(!mfcc, point.values().containsKey("features.bands"), point.toString());
        }
    }

    @Test
    void anOptionOfAPartGivenByItsNameIsSearched() {
        SearchSpace space = SearchSpace.read(ExperimentFile.parse("features: {type: statistics, of: mfcc}", "base").values(),
                ExperimentFile.parse("features.of.coefficients: {choices: [13, 20]}", "search").values());
        assertEquals(List.of(Map.of("type", "mfcc", "coefficients", 13), Map.of("type", "mfcc", "coefficients", 20)),
                space.grid().stream().map(point -> ((Map<?, ?>) space.settings(point).get("features")).get("of")).toList());
    }

    @Test
    void aConditionMayLookIntoAChosenSection() {
        SearchSpace space = space("""
                features: {choices: [{type: mfcc, coefficients: 40}, {type: log-mel}]}
                model.type:
                  - {choices: [mfcc-cnn], when: {features.type: mfcc}}
                  - {choices: [spectrogram-cnn], when: {features.type: log-mel}}
                """);
        List<Configuration> grid = space.grid();
        assertEquals(2, grid.size());
        assertEquals("mfcc-cnn", grid.get(0).values().get("model.type"));
        assertEquals("spectrogram-cnn", grid.get(1).values().get("model.type"));
        assertEquals(Map.of("type", "log-mel"), space.settings(grid.get(1)).get("features"));
    }

    @Test
    void aPointIsLaidOverTheExperimentAndLeavesItAsItWas() {
        SearchSpace space = space("training.learningRate: {choices: [0.1, 0.2]}");
        Map<String, Object> settings = space.settings(space.grid().get(1));
        assertEquals(Map.of("epochs", 4, "learningRate", 0.2), settings.get("training"));
        assertEquals(Map.of("epochs", 4), BASE.get("training"));
    }

    @Test
    void aSettingOfTrainingCountsInPlaceOfTheSameOneInASection() {
        SearchSpace space = SearchSpace.read(ExperimentFile.parse("""
                training: {epochs: 4, optimizer: {type: sgd, learningRate: 0.5}}
                """, "base").values(), ExperimentFile.parse("training.learningRate: {choices: [0.1, 0.2]}", "search").values());
        Object training = space.settings(space.grid().get(1)).get("training");
        assertEquals(TrainingSpec.of(Map.of("epochs", 4, "optimizer", "sgd", "learningRate", 0.2)),
                TrainingSpec.of(ExperimentFile.castMap(training)));
    }

    @Test
    void aGridHasEveryCombinationOnce() {
        SearchSpace space = space("""
                training.batch: {integer: [16, 64], steps: 4}
                training.learningRate: {logUniform: [1e-4, 1e-2], steps: 3}
                """);
        List<Configuration> grid = space.grid();
        assertEquals(12, grid.stream().distinct().count());
        assertEquals(List.of(16, 32, 48, 64),
                grid.stream().map(point -> point.values().get("training.batch")).distinct().toList());
        assertEquals(1e-3, (double) grid.get(1).values().get("training.learningRate"), 1e-12);
    }

    @Test
    void wholeNumbersAreAllEquallyLikely() {
        Domain.Range range = new Domain.Range(3, 6, false, true, 5);
        assertEquals(3, range.at(0));
        assertEquals(3, range.at(0.2499));
        assertEquals(4, range.at(0.2501));
        assertEquals(6, range.at(Math.nextDown(1.0)));
        assertEquals(0.125, range.position(3), 1e-12);
    }

    @Test
    void positionsAndValuesAgree() {
        Domain.Range range = new Domain.Range(1e-5, 1e-1, true, false, 5);
        assertEquals(0.5, range.position(1e-3), 1e-12);
        assertEquals(1e-4, (double) range.at(0.25), 1e-15);
        assertFalse(range.contains(0.2));
        assertTrue(range.contains(0.1));
    }

    @Test
    void mistakesAreNamedWithWhatWasExpected() {
        assertMessage("search.training.batch has lower; expected exactly one of", "training.batch: {lower: 3}");
        assertMessage("must ascend", "training.batch: {integer: [64, 16]}");
        assertMessage("must start above 0", "training.learningRate: {logUniform: [0, 1]}");
        assertMessage("expected [low, high]", "training.learningRate: {uniform: [0]}");
        assertMessage("unknown search.training.batch key 'wen'", "training.batch: {integer: [1, 2], wen: {a: b}}");
        assertMessage("did you mean 'features.type'", "training.batch: {integer: [2, 4], when: {features.typ: mfcc}}");
        assertMessage("is never searched", "training.batch: {integer: [2, 4], when: {features.type: mel}}");
        assertMessage("two domains that apply at once", "training.batch: [{integer: [2, 4]}, {choices: [8]}]");
    }

    private static void assertMessage(String part, String search) {
        String message = assertThrows(InvalidInputException.class, () -> space(search)).getMessage();
        assertContains(message, part);
    }
}
