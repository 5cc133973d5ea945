package serlab.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.ContentAssertions.assertLacks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.Sgd;
import serlab.InvalidInputException;
import serlab.audio.NoVoiceSounds;
import serlab.audio.Tones;
import serlab.audio.Waveform;
import serlab.feature.FeatureSpec;
import serlab.feature.Scaler;
import serlab.model.BuildSettings;
import serlab.model.Calibration;
import serlab.model.LogOpinionPool;
import serlab.model.ModelBundle;
import serlab.model.NetworkSpec;
import serlab.model.Promise;

class PredictorTest {
    private static final int RATE = 22_050;
    private static final ModelBundle STARTER = StarterModel.load();
    private static final Predictor PREDICTOR = new Predictor(STARTER).answeringAnyway();
    private static final int WINDOW = 127 * 512;

    private static Waveform sound(int samples) {
        float[] values = new float[samples];
        for (int i = 0; i < samples; i++) {
            double t = i / (double) RATE;
            values[i] = (float) (0.4 * Math.sin(2 * Math.PI * (150 + 30 * t) * t) * (1 + 0.5 * Math.sin(9 * t)));
        }
        return new Waveform(values, RATE);
    }

    @Test
    void aClipThatFitsIsScoredAsInTraining() {
        Waveform clip = sound(WINDOW + 511);
        Prediction prediction = PREDICTOR.predict(clip, "clip");
        assertArrayEquals(STARTER.probabilities(clip), prediction.values());
        assertEquals(1, prediction.timeline().size());
        assertArrayEquals(prediction.values(), PREDICTOR.predict(STARTER.features().extract(clip)).values());
    }

    @Test
    void hardlyAnySoundIsNoted() {
        assertContains(PREDICTOR.predict(sound((int) (0.15 * RATE)), "word").notes().get(0),
                "only 0.15 s of sound: too short to tell an emotion; expected at least 0.5 s");
        float[] padded = Arrays.copyOf(sound(RATE / 4).samples(), 3 * RATE);
        assertContains(PREDICTOR.predict(new Waveform(padded, RATE), "padded").notes().get(0), "only 0.2");
        for (Waveform enough : List.of(sound((int) (0.51 * RATE)), sound(3 * RATE), new Waveform(new float[RATE / 5], RATE))) {
            assertLacks(String.join("; ", PREDICTOR.predict(enough, "enough").notes()), "s of sound");
        }
    }

    @Test
    void aLongClipIsTheMeanOfOverlappingWindowsTheLastAtItsEnd() {
        Waveform clip = sound(2 * WINDOW + 1000);
        Prediction prediction = PREDICTOR.predict(clip, "clip");
        int[] starts = {0, WINDOW / 2, WINDOW, WINDOW + 1000};
        double[] sums = new double[8];
        for (int start : starts) {
            float[] own = STARTER.probabilities(new Waveform(
                    Arrays.copyOfRange(clip.samples(), start, start + WINDOW), RATE));
            for (int i = 0; i < sums.length; i++) {
                sums[i] += own[i];
            }
        }
        float[] mean = prediction.values();
        for (int i = 0; i < mean.length; i++) {
            assertEquals((float) (sums[i] / starts.length), mean[i]);
        }
        List<Segment> timeline = prediction.timeline();
        assertEquals(starts.length, timeline.size());
        assertWhole(prediction);
        for (int i = 1; i < starts.length; i++) {
            double overlap = (starts[i - 1] + WINDOW + starts[i]) / 2.0;
            assertEquals(overlap / RATE, timeline.get(i).startSeconds(), 1e-9);
        }
    }

    /** The timeline has no gap and no overlap. */
    private static void assertWhole(Prediction prediction) {
        double at = 0;
        for (Segment part : prediction.timeline()) {
            assertEquals(at, part.startSeconds(), 1e-9, prediction.timeline().toString());
            assertTrue(part.endSeconds() > part.startSeconds(), part.toString());
            assertEquals(part.emotion().equals("silence"), part.probabilities().isEmpty(), part.toString());
            at = part.endSeconds();
        }
        assertEquals(prediction.durationSeconds(), at, 1e-9);
    }

    @Test
    void silentEndsDoNotMakeAClipLong() {
        float[] padded = new float[6 * WINDOW];
        System.arraycopy(sound(WINDOW / 2).samples(), 0, padded, 2 * WINDOW, WINDOW / 2);
        Prediction prediction = PREDICTOR.predict(new Waveform(padded, RATE), "clip");
        assertWhole(prediction);
        assertEquals(List.of("silence", prediction.emotion(), "silence"),
                prediction.timeline().stream().map(Segment::emotion).toList());
        assertEquals(2.0 * WINDOW / RATE, prediction.timeline().get(1).startSeconds(), 0.021);
        assertEquals(2.5 * WINDOW / RATE, prediction.timeline().get(1).endSeconds(), 0.021);
    }

    @Test
    void silentWindowsArePassedOver() {
        float[] twice = new float[12 * WINDOW];
        System.arraycopy(sound(WINDOW).samples(), 0, twice, 0, WINDOW);
        System.arraycopy(sound(WINDOW).samples(), 0, twice, 11 * WINDOW, WINDOW);
        Prediction prediction = PREDICTOR.predict(new Waveform(twice, RATE), "clip");
        assertWhole(prediction);
        List<Segment> silent = prediction.timeline().stream().filter(part -> part.emotion().equals("silence")).toList();
        assertEquals(1, silent.size(), prediction.timeline().toString());
        assertEquals((double) WINDOW / RATE, silent.get(0).startSeconds(), 0.021);
        assertEquals(11.0 * WINDOW / RATE, silent.get(0).endSeconds(), 0.021);
    }

    @Test
    void silenceAndDitherGetNoEmotion() {
        float[] dither = new float[RATE];
        for (int i = 0; i < dither.length; i++) {
            dither[i] = (i * 7919 % 3 - 1) / 32768f;
        }
        for (float[] samples : List.of(new float[RATE], dither)) {
            Prediction prediction = PREDICTOR.predict(new Waveform(samples, RATE), "clip");
            assertEquals("silence", prediction.emotion());
            assertEquals(Map.of(), prediction.probabilities());
            assertEquals("no voice: silence", prediction.notes().get(0));
            assertWhole(prediction);
        }
        dither[99] = 0.01f;
        assertLacks(PREDICTOR.predict(new Waveform(dither, RATE), "clip").notes(), "no voice: silence");
    }

    @Test
    void noiseHumAndMusicGetNoEmotionUnlessAskedFor() {
        for (String kind : List.of("hiss", "hum", "piano", "engine")) {
            Waveform sound = NoVoiceSounds.of(kind, 1);
            Prediction prediction = new Predictor(STARTER).predict(sound, kind);
            assertEquals("no voice found", prediction.emotion(), kind);
            assertEquals(Map.of(), prediction.probabilities());
            assertEquals("nobody is heard: noise, hum, music or a whisper", prediction.notes().get(0));
            assertEquals(List.of(new Segment(0, sound.durationSeconds(), "no voice found", Map.of())), prediction.timeline());
            assertEquals(8, PREDICTOR.predict(sound, kind).probabilities().size());
        }
        Waveform voice = Tones.syllables(2, RATE);
        assertEquals(PREDICTOR.predict(voice, "voice"), new Predictor(STARTER).predict(voice, "voice"));
    }

    @Test
    void windowsWithoutAVoiceDoNotCount() {
        Waveform voice = Tones.syllables(3.0 * WINDOW / RATE, RATE);
        float[] longer = Arrays.copyOf(voice.samples(), 8 * WINDOW);
        for (int i = voice.samples().length; i < longer.length; i++) {
            longer[i] = (float) (0.02 * Math.sin(0.03 * i));
        }
        Prediction prediction = new Predictor(STARTER).predict(new Waveform(longer, RATE), "clip");
        Segment last = prediction.timeline().get(prediction.timeline().size() - 1);
        assertEquals("no voice found", last.emotion(), prediction.timeline().toString());
        assertTrue(last.endSeconds() - last.startSeconds() > 4.0 * WINDOW / RATE, last.toString());
        assertEquals(1, prediction.probabilities().values().stream().mapToDouble(share -> share).sum(), 1e-5);
    }

    @Test
    void silentAnswersStayAsTheyAreWhenASpeakersAreAdjusted() {
        Prediction silent = PREDICTOR.predict(new Waveform(new float[RATE], RATE), "clip");
        Prediction heard = PREDICTOR.predict(sound(WINDOW), "clip");
        List<Prediction> adjusted = Prediction.adjusted(List.of(silent, heard), said -> said);
        assertEquals(silent, adjusted.get(0));
        assertArrayEquals(heard.values(), adjusted.get(1).values());
        assertEquals(List.of(silent), Prediction.adjusted(List.of(silent), said -> said));
    }

    @Test
    void aClipTooShortForTheFeatureIsNamed() {
        FeatureSpec deltas = FeatureSpec.of(Map.of("type", "delta", "of", Map.of("type", "mfcc", "coefficients", 13)));
        ModelBundle model = ModelBundle.untrained("deltas", NetworkSpec.of(Map.of("type", "mfcc-cnn", "filters", List.of(4, 8))),
                deltas, Scaler.identity(), STARTER.labels(), BuildSettings.fast(1, new Sgd(0.1), 0));
        String message = assertThrows(InvalidInputException.class,
                () -> new Predictor(model).answeringAnyway().predict(sound(RATE / 10), "short.wav")).getMessage();
        assertTrue(message.startsWith("short.wav: clip of 5 frames: deltas of width 9 need at least 9"), message);
    }

    @Test
    void whatLiesFurtherOutThanAnyTrainingClipIsNoted() {
        FeatureSpec features = FeatureSpec.of(Map.of("type", "log-mel", "bands", 32, "frames", 60));
        List<float[][]> training = List.of(features.extract(sound(WINDOW)), features.extract(sound(WINDOW / 2)));
        NetworkSpec network = NetworkSpec.of(Map.of("type", "mfcc-cnn", "filters", List.of(4, 8)));
        float[] hiss = new float[WINDOW];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < hiss.length; i++) {
            hiss[i] = (float) random.nextDouble(-0.1, 0.1);
        }
        Predictor known = new Predictor(ModelBundle.untrained("known", network, features, Scaler.fit(features, training),
                STARTER.labels(), BuildSettings.fast(1, new Sgd(0.1), 0))).answeringAnyway();
        assertLacks(known.predict(sound(WINDOW / 2), "clip").notes().toString(), "unlike");
        String note = known.predict(new Waveform(hiss, RATE), "clip").notes().get(0);
        assertTrue(note.startsWith("unlike what the model was trained on: "), note);
        Predictor promising = new Predictor(ModelBundle.untrained("promising", network, features, Scaler.fit(features, training),
                STARTER.labels(), BuildSettings.fast(1, new Sgd(0.1), 0)).with(new Calibration(new int[] {0, 1, 2}, new int[] {0, 0, 0},
                new float[] {0.1f, 0.2f, 0.3f}))).answeringAnyway().promising(new Promise(0.5, Calibration.Kind.EXPECTED, false));
        Prediction like = promising.predict(sound(WINDOW / 2), "clip");
        assertEquals(1, like.possible().size(), like.toString());
        assertContains(like.notes().toString(), "the 3 that the model was calibrated on, the emotion is among these in about 50 % of all recordings (so few tell little)");
        Prediction unlike = promising.predict(new Waveform(hiss, RATE), "clip");
        assertEquals(Prediction.NOT_SURE, unlike.emotion());
        assertEquals(Set.copyOf(STARTER.labels()), Set.copyOf(unlike.possible()));
        assertContains(unlike.notes().toString(), "nothing is promised of a recording unlike those");
        Predictor older = new Predictor(ModelBundle.untrained("older", network, features, Scaler.fit(training),
                STARTER.labels(), BuildSettings.fast(1, new Sgd(0.1), 0))).answeringAnyway();
        assertLacks(older.predict(new Waveform(hiss, RATE), "clip").notes().toString(), "unlike");
    }

    @Test
    void anotherShapeOrNoNumberIsRefused() {
        String shape = assertThrows(InvalidInputException.class, () -> PREDICTOR.predict(new float[40][127])).getMessage();
        assertContains(shape, "40 rows of 127");
        assertContains(shape, "40 rows of 128");
        float[][] feature = new float[40][128];
        feature[3][5] = Float.NaN;
        assertThrows(InvalidInputException.class, () -> PREDICTOR.predict(feature));
    }

    @Test
    void theStarterModelSaysThatItIsSynthetic() {
        assertTrue(STARTER.card().orElseThrow().synthetic());
        assertEquals(8, STARTER.labels().size());
    }

    @Test
    void membersOfAnEnsembleEachHearTheirOwnLength() {
        FeatureSpec features = FeatureSpec.of(Map.of("type", "mfcc", "coefficients", 13, "frames", 60));
        ModelBundle brief = ModelBundle.untrained("brief", NetworkSpec.of(Map.of("type", "mfcc-cnn", "filters", List.of(4, 8))),
                features, new Scaler(Scaler.Kind.GLOBAL, new float[] {-10}, new float[] {40}), STARTER.labels(),
                BuildSettings.fast(1, new Sgd(0.1), 0));
        ModelBundle pair = ModelBundle.ensemble("pair", List.of(STARTER, brief)).withTemperature(2);
        Waveform clip = sound(WINDOW);
        List<float[]> each = List.of(new Predictor(STARTER.withTemperature(1)).answeringAnyway().predict(clip, "clip").values(),
                new Predictor(brief).answeringAnyway().predict(clip, "clip").values());
        Prediction said = new Predictor(pair).answeringAnyway().predict(clip, "clip");
        assertArrayEquals(LogOpinionPool.of(each, 2), said.values());
        assertTrue(new Predictor(brief).answeringAnyway().predict(clip, "clip").timeline().size() > 1);
        assertEquals(1, said.timeline().size());

        ModelBundle alike = ModelBundle.ensemble("alike", List.of(STARTER, STARTER));
        assertArrayEquals(alike.probabilities(clip), new Predictor(alike).answeringAnyway().predict(clip, "clip").values());
    }
}
