package serlab.predict.turns;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.audio.Tones;
import serlab.audio.Waveform;
import serlab.audio.file.LongRecording;
import serlab.audio.file.WavEncoder;
import serlab.bench.AssembledConversation;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.evaluation.DiarizationError;
import serlab.evaluation.LabeledSpan;
import serlab.predict.Prediction;
import serlab.predict.Predictor;
import serlab.predict.StarterModel;

/** Turns of a conversation that synthetic speakers had, and of what is none. */
class TurnFinderTest {
    private static final TurnFinder FINDER = TurnFinder.with(new Predictor(StarterModel.load()), 2);
    private static final AssembledConversation TRUTH = AssembledConversation.of(new SyntheticSpec(4, 2, 1).open(null).clips(), 12, 5);

    @TempDir
    private Path folder;

    private static Conversation found(TurnFinder finder, Waveform sound) {
        Conversation found = finder.in(LongRecording.of(sound, "talk"));
        double at = 0;
        for (Turn turn : found.turns()) {
            assertEquals(at, turn.startSeconds(), 0.002, "without gap or overlap");
            assertTrue(turn.endSeconds() > turn.startSeconds());
            assertEquals(turn.spoken() ? 1 : 0, turn.probabilities().values().stream().mapToDouble(Float::doubleValue).sum(), 1e-5);
            at = turn.endSeconds();
        }
        assertEquals(sound.durationSeconds(), at, 0.002, "from beginning to end");
        return found;
    }

    @Test
    void speechIsFoundAndSilenceIsMarked() {
        Conversation found = found(FINDER.speakers(TRUTH.speakers()), TRUTH.sound());
        assertEquals(TRUTH.speakers(), found.speakers().size());
        DiarizationError error = DiarizationError.of(TRUTH.voices(), found.voices(), 0);
        assertTrue(error.missedSeconds() < 0.15 * error.speechSeconds(), error.toString());
        assertTrue(error.falseAlarmSeconds() < 0.1 * error.speechSeconds(), error.toString());
        assertTrue(error.confusionSeconds() < 0.4 * error.speechSeconds(), error.toString());
        assertEquals(Prediction.SILENCE, found.turns().get(0).emotion());
        assertEquals("speaker 1", found.speakers().get(0));
        assertEquals(found.voices().stream().mapToDouble(span -> span.endSeconds() - span.startSeconds()).sum(),
                found.speakers().stream().mapToDouble(found::secondsOf).sum(), 1e-9);
        assertContains(String.join("; ", found.notes()), "two at once are taken for one");
        assertContains(String.join("; ", found.notes()), "trained on synthetic voices");
    }

    @Test
    void theSameFromAFileAndWithAnyNumberOfThreads() throws IOException {
        Waveform exact = new Waveform(rounded(TRUTH.sound().samples()), TRUTH.sound().sampleRate());
        Path file = Files.write(folder.resolve("talk.wav"), WavEncoder.encode16(exact));
        Conversation one = TurnFinder.with(new Predictor(StarterModel.load()), 1).in(LongRecording.of(exact, file.toString()));
        assertEquals(one, TurnFinder.with(new Predictor(StarterModel.load()), 3).in(LongRecording.of(file)));
    }

    private static float[] rounded(float[] samples) {
        float[] rounded = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            rounded[i] = Math.round(samples[i] * 32768) / 32768f;
        }
        return rounded;
    }

    @Test
    void silenceAndHumHaveNoTurn() {
        float[] dither = new float[5 * 22_050];
        for (int i = 0; i < dither.length; i++) {
            dither[i] = (i * 7919 % 3 - 1) / 32768f;
        }
        for (float[] nothing : List.of(new float[5 * 22_050], dither)) {
            Conversation silent = found(FINDER, new Waveform(nothing, 22_050));
            assertEquals(List.of(Prediction.SILENCE), silent.turns().stream().map(Turn::emotion).toList());
            assertEquals("no voice: silence", silent.notes().get(0));
        }
        float[] hum = Arrays.copyOf(Tones.tone(120, 16_000, 3 * 16_000).samples(), 6 * 16_000);
        Conversation humming = found(FINDER.speakers(3), new Waveform(hum, 16_000));
        assertEquals(List.of(Prediction.NO_VOICE, Prediction.SILENCE), humming.turns().stream().map(Turn::emotion).toList());
        assertEquals(List.of(), humming.speakers());
        assertContains(humming.notes().get(0), "nobody is heard");
    }

    @Test
    void oneClipAndVeryShortRecordings() {
        Waveform clip = Tones.syllables(1.5, 16_000);
        Conversation found = found(FINDER, clip);
        assertEquals(List.of("speaker 1"), found.speakers());
        assertTrue(found.notes().stream().noneMatch(note -> note.contains("too short")), found.notes().toString());
        Conversation many = found(FINDER.speakers(7), clip);
        assertEquals(1, many.speakers().size());
        assertContains(String.join("; ", many.notes()), "7 speakers were asked for");
        for (int samples : new int[] {800, 2000}) {
            Conversation brief = found(FINDER, new Waveform(Arrays.copyOf(clip.samples(), samples), 16_000));
            assertEquals(brief.speakers().isEmpty(), brief.notes().stream().noneMatch(note -> note.contains("s of sound: too short")),
                    brief.notes().toString());
        }
        for (int samples : new int[] {1, 640}) {
            LongRecording shorter = LongRecording.of(new Waveform(Arrays.copyOf(clip.samples(), samples), 16_000), "talk");
            assertContains(assertThrows(InvalidInputException.class, () -> FINDER.in(shorter)).getMessage(), "ms long; at least 50 ms are needed");
        }
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertContains(assertThrows(InvalidInputException.class, () -> FINDER.speakers(0)).getMessage(), "--speakers 0");
        assertContains(assertThrows(InvalidInputException.class, () -> FINDER.lasting(1)).getMessage(), "--smoothing 1");
    }

    /** Weight 0.6 against 0.4 in the middle, certain on both sides: by hand, with an emotion that stays with probability 0.5. */
    @Test
    void smoothingTellsByWhatIsBeforeAndBehind() {
        float[][] heard = {{1, 0}, {0.4f, 0.6f}, {1, 0}};
        assertEquals(0.75 * 0.75 * 0.4 / (0.75 * 0.75 * 0.4 + 0.25 * 0.25 * 0.6), EmotionSmoothing.of(heard, new double[3], 0.5)[1][0], 1e-4);
        assertArrayEquals(heard[1], EmotionSmoothing.of(heard, new double[3], 0)[1], 1e-6f);
        assertEquals(0.625 * 0.625 * 0.4 / (0.625 * 0.625 * 0.4 + 0.375 * 0.375 * 0.6),
                EmotionSmoothing.of(heard, new double[] {9, 2, 2}, 0.5)[1][0], 1e-4, "half as much after two seconds");
        assertEquals(0, EmotionSmoothing.of(new float[0][], new double[0], 0.5).length);
    }

    @Test
    void conversationsAreTheSameForTheSameSeed() {
        AssembledConversation again = AssembledConversation.of(new SyntheticSpec(4, 2, 1).open(null).clips(), 12, 5);
        assertArrayEquals(TRUTH.sound().samples(), again.sound().samples());
        assertEquals(TRUTH.voices(), again.voices());
        assertEquals(12, TRUTH.feelings().size());
        for (int i = 1; i < TRUTH.voices().size(); i++) {
            LabeledSpan before = TRUTH.voices().get(i - 1);
            double pause = TRUTH.voices().get(i).startSeconds() - before.endSeconds();
            assertTrue(pause > 0.199 && pause < 1.501, "pause of " + pause);
        }
        assertThrows(InvalidInputException.class, () -> AssembledConversation.of(new SyntheticSpec(1, 2, 1).open(null).clips(), 12, 5));
    }
}
