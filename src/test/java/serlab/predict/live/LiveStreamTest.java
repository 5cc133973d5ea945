package serlab.predict.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import serlab.InvalidInputException;
import serlab.audio.Tones;
import serlab.audio.Waveform;
import serlab.feature.FeatureSpec;
import serlab.model.Calibration;
import serlab.model.ModelBundle;
import serlab.model.Promise;
import serlab.predict.Enrollment;
import serlab.predict.Prediction;
import serlab.predict.Predictor;
import serlab.predict.SpeakerProfile;
import serlab.predict.StarterModel;

class LiveStreamTest {
    private static final int RATE = 16_000;
    private static final int HOP = RATE / 4;
    private static final ModelBundle STARTER = StarterModel.load();
    private static final LiveModel MODEL = new LiveModel(new Predictor(STARTER), Optional.empty());

    private static LiveStream stream(int rate) {
        return new LiveStream(MODEL, LiveSettings.usual(), rate, () -> 0);
    }

    private static float[] joined(float[]... parts) {
        float[] all = new float[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static float[] voice(double seconds) {
        return Tones.syllables(seconds, RATE).samples();
    }

    private static float[] noise(double seconds) {
        Random random = new Random(1);
        float[] samples = new float[(int) (seconds * RATE)];
        IntStream.range(0, samples.length).forEach(i -> samples[i] = (float) (0.01 * random.nextGaussian()));
        return samples;
    }

    private static float[] faint(double seconds) {
        float[] samples = noise(seconds);
        IntStream.range(0, samples.length).forEach(i -> samples[i] *= 0.002f);
        return samples;
    }

    @Test
    void aPauseHasNoPitchAndEndsInSilence() {
        List<LiveUpdate> updates = stream(RATE).accept(joined(noise(0.5), voice(2.5), faint(2), voice(2)));
        LiveUpdate before = updates.get(11);
        assertContains(STARTER.labels(), before.emotion());
        assertFalse(Double.isNaN(before.pitchHz()), before.toString());
        List<LiveUpdate> pause = updates.subList(12, 20);
        List<LiveUpdate> voiced = pause.stream().filter(LiveUpdate::voice).toList();
        assertTrue(voiced.size() > 1, pause.toString());
        for (LiveUpdate update : voiced) {
            assertTrue(Double.isNaN(update.pitchHz()), "pitch of silence at " + update.timeSeconds() + " s: " + update.pitchHz());
        }
        assertEquals(Prediction.SILENCE, last(pause).emotion());
        assertContains(STARTER.labels(), last(updates).emotion());
    }

    @Test
    void theSizeOfBlocksChangesNothing() {
        float[] sound = joined(noise(0.7), voice(3.1), faint(1), voice(0.6), noise(2));
        List<LiveUpdate> whole = stream(RATE).accept(sound);
        assertEquals(sound.length / HOP, whole.size());
        for (int size : new int[] {1, 37, 480, HOP, HOP + 1, 10_000}) {
            LiveStream stream = stream(RATE);
            List<LiveUpdate> all = new ArrayList<>();
            for (int from = 0; from < sound.length; from += size) {
                all.addAll(stream.accept(Arrays.copyOfRange(sound, from, Math.min(sound.length, from + size))));
            }
            assertEquals(whole, all, "blocks of " + size);
        }
    }

    @Test
    void timesAreCountedInSamplesAndDoNotDrift() {
        LiveStream stream = stream(22_050);
        List<LiveUpdate> updates = stream.accept(new float[22_050 * 100 + 10]);
        assertEquals(400, updates.size());
        for (int i = 0; i < 400; i++) {
            assertEquals(Math.round((i + 1) * 5512.5), updates.get(i).sample());
            assertEquals(updates.get(i).sample() / 22_050.0, updates.get(i).timeSeconds());
        }
        assertEquals(100, updates.get(399).timeSeconds());
        assertEquals(22_050 * 100 + 10, stream.samples());
    }

    @Test
    void anHourLaterEqualSoundIsHeardEqually() {
        float[] sound = joined(new float[RATE * 10], voice(3));
        List<LiveUpdate> first = stream(RATE).accept(sound);
        LiveStream late = stream(RATE);
        late.skip(3600L * RATE);
        List<LiveUpdate> second = late.accept(sound);
        assertEquals(first.size(), second.size());
        assertEquals(3613, second.get(second.size() - 1).timeSeconds());
        for (int i = 0; i < first.size(); i++) {
            assertEquals(first.get(i).probabilities(), second.get(i).probabilities(), "answer " + i);
            assertEquals(first.get(i).pitchHz(), second.get(i).pitchHz(), "answer " + i);
        }
    }

    @Test
    void silenceAndNoiseHaveNoEmotion() {
        LiveUpdate silent = last(stream(RATE).accept(new float[2 * RATE]));
        assertEquals(Prediction.SILENCE, silent.emotion());
        assertEquals(-100, silent.levelDb());
        assertTrue(Double.isNaN(silent.pitchHz()), "pitch " + silent.pitchHz());
        LiveUpdate noisy = last(stream(RATE).accept(noise(2)));
        assertEquals(Prediction.NO_VOICE, noisy.emotion());
        assertEquals(-40, noisy.levelDb(), 0.3);
        assertEquals(Map.of(), noisy.probabilities());
        assertFalse(noisy.voice());
    }

    private static LiveUpdate last(List<LiveUpdate> updates) {
        return updates.get(updates.size() - 1);
    }

    @Test
    void aVoiceIsHeardWhenItBeginsAndNoLongerWhenItHasEnded() {
        List<LiveUpdate> updates = stream(RATE).accept(joined(noise(2), voice(3), noise(3)));
        List<Boolean> voiced = updates.stream().map(LiveUpdate::voice).toList();
        assertFalse(voiced.subList(0, 8).contains(true), voiced.toString());
        assertFalse(voiced.subList(10, 20).contains(false), voiced.toString());
        assertFalse(voiced.subList(27, 32).contains(true), voiced.toString());
        LiveUpdate spoken = updates.get(19);
        assertEquals(1, spoken.probabilities().values().stream().mapToDouble(Float::doubleValue).sum(), 1e-5);
        assertContains(STARTER.labels(), spoken.emotion());
        assertEquals(160, spoken.pitchHz(), 40);
    }

    @Test
    void thePitchIsThatOfTheLastPart() {
        LiveUpdate update = last(stream(RATE).accept(joined(Tones.tone(180, RATE, RATE).samples(), Tones.tone(220, RATE, HOP)
                .samples())));
        assertEquals(220, update.pitchHz(), 1);
        assertEquals(10 * Math.log10(0.125), update.levelDb(), 0.01);
    }

    @Test
    void anAnswerIsThatOfTheModelsOwnWindow() {
        LiveStream plain = new LiveStream(MODEL, LiveSettings.usual().half(0), RATE, () -> 0);
        float[] sound = voice(5);
        LiveUpdate update = last(plain.accept(sound));
        int window = (int) (127 * 512 / 22_050.0 * RATE);
        Waveform last = new Waveform(Arrays.copyOfRange(sound, sound.length - window, sound.length), RATE);
        assertEquals(new Predictor(STARTER).predict(last, "last").probabilities(), update.probabilities());
    }

    @Test
    void anEarlierAnswerCountsHalfAfterTheHalfTime() {
        float[] sound = voice(4);
        List<LiveUpdate> plain = new LiveStream(MODEL, LiveSettings.usual().half(0), RATE, () -> 0).accept(sound);
        List<LiveUpdate> smooth = new LiveStream(MODEL, LiveSettings.usual().half(0.25), RATE, () -> 0).accept(sound);
        for (String label : STARTER.labels()) {
            double expected = 0;
            for (int i = 1; i < plain.size(); i++) {
                double now = plain.get(i).probabilities().get(label);
                expected = i == 1 ? now : (expected + now) / 2;
                assertEquals(expected, smooth.get(i).probabilities().get(label), 1e-6, label + ", answer " + i);
            }
        }
    }

    @Test
    void soundThatHasWaitedGetsItsLastAnswerAndTheOthersAreCounted() {
        float[] sound = voice(3.1);
        LiveStream stream = stream(RATE);
        assertEquals(Optional.empty(), stream.acceptLate(Arrays.copyOf(sound, HOP - 1)));
        Optional<LiveUpdate> update = stream.acceptLate(Arrays.copyOfRange(sound, HOP - 1, sound.length));
        assertEquals(12 * HOP, update.orElseThrow().sample());
        assertEquals(11, stream.summary().leftOut());
        assertEquals(1, stream.summary().updates());
        assertEquals(stream(RATE).accept(sound).get(11).pitchHz(), update.get().pitchHz());
        assertEquals(sound.length, stream.samples());
        assertEquals(13 * HOP, stream.accept(new float[HOP]).get(0).sample());
    }

    @Test
    void lostSoundIsPassedOverAndCounted() {
        LiveStream stream = stream(RATE);
        stream.accept(voice(2));
        stream.skip(RATE);
        assertEquals(0, stream.summary().leftOut(), "nothing could be said of it");
        assertEquals(1, stream.summary().lostSeconds());
        assertEquals(2, stream.summary().seconds(), "what was heard");
        LiveUpdate next = last(stream.accept(new float[HOP]));
        assertEquals(3.25, next.timeSeconds());
        assertEquals(Prediction.SILENCE, next.emotion(), "what was before the gap is forgotten");
    }

    @Test
    void theSummaryTellsSharesOfWhatWasSpoken() {
        LiveStream stream = stream(RATE);
        stream.accept(joined(new float[3 * RATE], voice(3)));
        LiveSummary summary = stream.summary();
        assertEquals(6, summary.seconds());
        assertEquals(24, summary.updates());
        assertTrue(summary.voicedShare() > 0.4 && summary.voicedShare() <= 0.5, summary.toString());
        assertEquals(1, summary.emotions().values().stream().mapToDouble(share -> share).sum(), 1e-9);
        assertEquals(0, summary.processing95Ms());
    }

    @Test
    void anEmotionThatIsNotProbableEnoughIsNotNamed() {
        LiveUpdate update = last(new LiveStream(MODEL, LiveSettings.usual().sureFrom(1), RATE).accept(voice(3)));
        assertEquals(Prediction.NOT_SURE, update.emotion());
        assertEquals(8, update.probabilities().size());
    }

    @Test
    void aPromiseLeavesSeveralEmotionsPossible() {
        ModelBundle calibrated = STARTER.with(new Calibration(new int[] {0, 1, 2}, new int[] {0, 0, 0},
                new float[] {0.97f, 0.98f, 0.99f}));
        Predictor promising = new Predictor(calibrated).promising(new Promise(0.5, Calibration.Kind.EXPECTED, false));
        LiveUpdate update = last(new LiveStream(new LiveModel(promising, Optional.empty()), LiveSettings.usual(), RATE)
                .accept(voice(3)));
        assertTrue(update.possible().size() > 1, update.toString());
        assertEquals(Prediction.NOT_SURE, update.emotion());
        assertEquals(update.possible(), update.fields().get("possible"));
    }

    @Test
    void aSpeakerIsHeardThroughTheirProfile() {
        Predictor predictor = new Predictor(STARTER);
        List<Prediction> heard = List.of(predictor.predict(new Waveform(voice(2), RATE), "a"),
                predictor.predict(new Waveform(voice(3), RATE), "b"));
        SpeakerProfile profile = SpeakerProfile.of("ann", STARTER, new Enrollment(Prediction.values(heard),
                new int[] {-1, -1}), 5, List.of());
        LiveUpdate adapted = last(new LiveStream(new LiveModel(predictor, Optional.of(profile)), LiveSettings.usual()
                .half(0), RATE).accept(voice(3)));
        Map<String, Float> alone = last(new LiveStream(MODEL, LiveSettings.usual().half(0), RATE).accept(voice(3)))
                .probabilities();
        assertFalse(alone.equals(adapted.probabilities()), "the profile changes nothing");
        Waveform window = new Waveform(Arrays.copyOfRange(voice(3), 3 * RATE - (int) (MODEL.windowSeconds() * RATE),
                3 * RATE), RATE);
        assertEquals(profile.adapted(predictor.predict(window, "window")).probabilities(), adapted.probabilities());
    }

    @Test
    void wrongSoundIsRefused() {
        assertContains(assertThrows(InvalidInputException.class, () -> stream(100)).getMessage(),
                "100 Hz; expected 8000 to 192000");
        LiveStream stream = stream(RATE);
        stream.accept(new float[10]);
        assertContains(assertThrows(InvalidInputException.class, () -> stream.accept(new float[] {0, Float.NaN}))
                .getMessage(), "sample 11 is NaN");
        assertContains(assertThrows(InvalidInputException.class, () -> LiveSettings.usual().every(0.001)).getMessage(),
                "expected 50 to 5000");
        ModelBundle images = new ModelBundle("images", STARTER.spec(), FeatureSpec.of(Map.of("type", "image")),
                STARTER.scaler(), STARTER.labels(),
                STARTER.weights(), Optional.empty(), STARTER.inference(), List.of(), Optional.empty());
        assertContains(assertThrows(InvalidInputException.class, () -> new LiveModel(new Predictor(images),
                Optional.empty())).getMessage(),
                "no recordings; choose another --model");
    }
}
