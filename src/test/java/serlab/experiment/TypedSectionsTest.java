package serlab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A section of another type starts from the defaults of that type. */
class TypedSectionsTest {
    @Test
    void aSectionOfAnotherTypeReplacesTheOneBelow() {
        Map<String, Object> base = Map.of("features", Map.of("type", "log-mel", "bands", 64));
        assertEquals(Map.of("features", Map.of("type", "mfcc", "frames", 5)),
                ExperimentFile.merged(base, Map.of("features", Map.of("type", "mfcc", "frames", 5))));
        assertEquals(Map.of("features", Map.of("type", "log-mel", "bands", 64, "frames", 5)),
                ExperimentFile.merged(base, Map.of("features", Map.of("type", "log-mel", "frames", 5))));
        assertEquals(Map.of("features", Map.of("type", "log-mel", "bands", 64, "frames", 5)),
                ExperimentFile.merged(base, Map.of("features", Map.of("frames", 5))));
    }

    private static ExperimentFile parse(String yaml) {
        return ExperimentFile.parse(yaml, "x.yaml");
    }

    static final String TYPED = """
            name: one
            corpus: {type: ravdess, parts: [speech, song], labels: [sad, angry]}
            split: {protocol: actor-folds-6, folds: [4, 5]}
            features: {type: mfcc, coefficients: 20, of: {type: rms, frames: 3}}
            model: {type: mfcc-cnn, filters: [8, 16]}
            """;

    @Test
    void anotherTypeStartsFromItsOwnDefaults() {
        ExperimentFile changed = parse(TYPED).with(List.of("features.type=log-mel", "model.type=spectrogram-cnn",
                "split.protocol=random-stratified", "corpus.type=folder"));
        assertEquals(Map.of("name", "one", "corpus", Map.of("type", "folder", "labels", List.of("sad", "angry")),
                "split", Map.of("protocol", "random-stratified", "folds", List.of(4, 5)), "features", Map.of("type", "log-mel"),
                "model", Map.of("type", "spectrogram-cnn")), changed.values());
        assertEquals("log-mel", ComparisonSpec.of(changed).variants().get(0).features().type());
        assertEquals(List.of(4, 5), ComparisonSpec.of(changed).variants().get(0).folds());
    }

    @Test
    void theSameTypeChangesNothing() {
        assertEquals(parse(TYPED).values(), parse(TYPED).with(List.of("features.type=mfcc", "model.type=mfcc-cnn",
                "split.protocol=actor-folds-6", "corpus.type=ravdess", "features.of.type=rms")).values());
        assertEquals(Map.of("type", "auto", "parts", List.of("song")),
                parse("corpus: {parts: [song]}").with(List.of("corpus.type=auto")).values().get("corpus"));
        assertEquals(Map.of("parts", List.of("song"), "type", "ravdess"),
                parse("corpus: {parts: [song]}").with(List.of("corpus.type=ravdess")).values().get("corpus"));
        assertEquals(Map.of("trials", 9, "type", "random"),
                parse("sampler: {type: tpe, trials: 9}").with(List.of("sampler.type=random")).values().get("sampler"));
    }

    @Test
    void otherOverridesHoldWhereverTheyStand() {
        Map<String, Object> expected = Map.of("type", "table", "bands", 2, "order", "frames");
        assertEquals(expected, parse(TYPED).with(List.of("features.bands=2", "features.type=table", "features.order=frames"))
                .values().get("features"));
        assertEquals(Map.of("protocol", "leave-one-actor-out", "folds", List.of(0)), parse(TYPED)
                .with(List.of("split.folds=[0]", "split.protocol=leave-one-actor-out")).values().get("split"));
        assertEquals(Map.of("type", "cross-corpus"), parse(TYPED).with(List.of("split.type=cross-corpus")).values().get("split"));
        Map<String, Object> own = Map.of("type", "cross-corpus", "diagonal", false, "folds", List.of(1));
        assertEquals(own, parse("split: {type: cross-corpus, diagonal: false, folds: [1]}").with(List.of("split.type=cross-corpus"))
                .values().get("split"));
    }

    @Test
    void sectionsInsideSweepsAndSectionsStartAnewToo() {
        ExperimentFile sweep = parse("experiment: {features: {type: mfcc, coefficients: 20}}\nsearch: {}\n")
                .with(List.of("experiment.features.type=log-mel"));
        assertEquals(Map.of("features", Map.of("type", "log-mel")), sweep.values().get("experiment"));
        assertEquals(Map.of("type", "mfcc", "coefficients", 20, "of", Map.of("type", "zcr")),
                parse(TYPED).with(List.of("features.of.type=zcr")).values().get("features"));
    }

    @Test
    void anotherTypeReachesEveryVariant() {
        ExperimentFile changed = parse("""
                name: both
                features: {frames: 99}
                model: {type: mfcc-cnn, filters: [8, 16]}
                variants:
                  - {name: one, features: {type: mfcc, coefficients: 20}}
                  - {name: two, features: {type: log-mel, bands: 40}, model: {dropout: 0.1}}
                """).with(List.of("features.type=table", "features.bands=3", "model.type=spectrogram-cnn"));
        for (ExperimentSpec variant : ComparisonSpec.of(changed).variants()) {
            assertEquals("table", variant.features().type());
            assertEquals(3, variant.features().bands());
            assertEquals("spectrogram-cnn", variant.model().type());
        }
    }
}
