package serlab.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.learning.config.Sgd;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.corpus.Clip;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.feature.FeatureSpec;
import serlab.feature.Scaler;
import serlab.model.InferenceSpec.Normalize;

class EnsembleTest {
    private static final List<String> LABELS = List.of("calm", "angry", "sad");
    private static final InferenceSpec WINDOWS = new InferenceSpec(true, 2, List.of(0.92, 1.0),
            Normalize.TRAINING_CLIPS, 1.3);
    private static final List<Clip> CLIPS = new SyntheticSpec(1, 1, 1).open(null).clips();

    @TempDir
    Path folder;

    @Test
    void membersAreAveragedByTheirLogProbabilities() {
        ModelBundle first = member("mfcc", 1, InferenceSpec.standard());
        ModelBundle second = member("log-mel", 2, WINDOWS);
        ModelBundle both = ModelBundle.ensemble("both", List.of(first, second));
        Waveform clip = wave(0);
        float[] expected = LogOpinionPool.of(List.of(first.probabilities(clip),
                second.withTemperature(1).probabilities(clip)));
        assertArrayEquals(expected, both.probabilities(clip));
        assertEquals(first.parameters() + second.parameters(), both.parameters());
        assertArrayEquals(LogOpinionPool.of(List.of(expected), 2), both.withTemperature(2).probabilities(clip), 1e-6f);
    }

    @Test
    void aSavedEnsembleGivesTheSameBits() {
        ModelBundle both = ModelBundle.ensemble("both", List.of(member("mfcc", 1, InferenceSpec.standard()),
                ModelBundle.ensemble("inner", List.of(member("log-mel", 2, WINDOWS), member("mfcc", 3, WINDOWS)))))
                .withTemperature(1.7);
        for (String place : List.of("model", "model.zip")) {
            both.save(folder.resolve(place));
            ModelBundle loaded = ModelBundle.load(folder.resolve(place));
            assertEquals(2, loaded.others().size());
            assertEquals(both.inference(), loaded.inference());
            assertArrayEquals(both.probabilities(wave(1)), loaded.probabilities(wave(1)));
        }
    }

    @Test
    void membersMustFitTogether() {
        ModelBundle plain = member("mfcc", 1, InferenceSpec.standard());
        ModelBundle speaker = member("mfcc", 1, InferenceSpec.standard().with(Normalize.PER_SPEAKER));
        assertContains(assertThrows(InvalidInputException.class, () -> ModelBundle.ensemble("x", List.of(plain, speaker)))
                .getMessage(), "cannot be one ensemble");
        assertThrows(InvalidInputException.class, () -> ModelBundle.ensemble("x", List.of()));
        ModelBundle both = ModelBundle.ensemble("x", List.of(plain, plain));
        assertContains(assertThrows(InvalidInputException.class, () -> both.probabilities(new float[13][40])).getMessage(),
                "takes recordings");
    }

    @Test
    void aTransductiveModelNeedsTheSpeakersClips() {
        ModelBundle speaker = member("log-mel", 1, new InferenceSpec(true, 1, List.of(1.0), Normalize.PER_SPEAKER, 1));
        assertContains(assertThrows(InvalidInputException.class, () -> speaker.probabilities(wave(0))).getMessage(),
                "--speaker-of-folder");
        List<Waveform> clips = List.of(wave(0), wave(1), wave(2));
        ModelBundle ready = speaker.forSpeaker(clips);
        assertFalse(ready.transductive());
        assertEquals(Scaler.fit(clips.stream().map(clip -> speaker.features().full(clip)).toList()), ready.scaler());
        assertFalse(Arrays.equals(ready.probabilities(wave(0)), speaker.forSpeaker(List.of(wave(0))).probabilities(wave(0))));
        speaker.save(folder.resolve("speaker"));
        assertTrue(ModelBundle.load(folder.resolve("speaker")).transductive());
    }

    private static Waveform wave(int clip) {
        try {
            return AudioDecoder.decode(CLIPS.get(clip).source().bytes(), CLIPS.get(clip).id());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ModelBundle member(String features, long seed, InferenceSpec inference) {
        FeatureSpec spec = FeatureSpec.of(features.equals("mfcc")
                ? Map.of("type", "mfcc", "coefficients", 13, "frames", 40)
                : Map.of("type", "log-mel", "bands", 16, "frames", 24, "reference", "one"));
        float[] mean = new float[spec.bands()];
        float[] std = new float[spec.bands()];
        Arrays.fill(mean, -20);
        Arrays.fill(std, 15);
        return ModelBundle.untrained(features, NetworkSpec.of(Map.of("type", "mfcc-cnn", "filters", List.of(4, 8))), spec,
                inference.transductive() ? Scaler.identity() : new Scaler(Scaler.Kind.PER_BAND, mean, std), LABELS,
                BuildSettings.fast(seed, new Sgd(0.1), 0)).with(inference);
    }
}
