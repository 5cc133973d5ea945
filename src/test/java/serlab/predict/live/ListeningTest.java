package serlab.predict.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.audio.Tones;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.audio.file.GrowingWav;
import serlab.audio.file.LongRecording;
import serlab.predict.Predictor;
import serlab.predict.StarterModel;

class ListeningTest {
    private static final int RATE = 16_000;
    private static final LiveModel MODEL = new LiveModel(new Predictor(StarterModel.load()), Optional.empty());

    @TempDir
    Path folder;

    /** Remembers what it was told. */
    private static class Told implements Listening.Hearer {
        final List<LiveUpdate> updates = new ArrayList<>();
        final List<String> events = new ArrayList<>();
        volatile boolean ended;
        long samples;

        @Override
        public boolean ended() {
            return ended;
        }

        @Override
        public void sound(float[] block, int sampleRate) {
            samples += block.length;
        }

        @Override
        public void heard(LiveUpdate update) {
            updates.add(update);
        }

        @Override
        public void lost() {
            events.add("lost");
        }

        @Override
        public void back() {
            events.add("back");
        }
    }

    /** A device that gives these blocks and is lost then. */
    private static class Device implements LiveSource.Flow {
        private final List<float[]> blocks;
        private final boolean finishes;

        Device(List<float[]> blocks, boolean finishes) {
            this.blocks = blocks;
            this.finishes = finishes;
        }

        @Override
        public int sampleRate() {
            return RATE;
        }

        @Override
        public boolean listen(Predicate<float[]> listener) {
            return blocks.stream().allMatch(listener) && finishes;
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    private static List<LiveUpdate> plain(List<LiveUpdate> updates) {
        return updates.stream().map(one -> new LiveUpdate(one.sample(), one.timeSeconds(), one.levelDb(), one.pitchHz(),
                one.voice(),
                one.emotion(), one.probabilities(), one.possible(), one.notes(), 0)).toList();
    }

    @Test
    void aRecordingIsHeardAsTheStreamHearsIt() {
        Waveform sound = Tones.syllables(3.1, RATE);
        Told told = new Told();
        Listening listening = new Listening(MODEL, LiveSettings.usual(), told);
        listening.fast(new PlayedRecording(LongRecording.of(sound, "talk"), false));
        assertEquals(new LiveStream(MODEL, LiveSettings.usual(), RATE, () -> 0).accept(sound.samples()),
                plain(told.updates));
        assertEquals(sound.samples().length, told.samples);
        assertEquals(12, listening.summary().updates());
        assertEquals(0, listening.latencies().count());
    }

    @Test
    void aRecordingThatIsPlayedIsHeardToItsEnd() {
        Told told = new Told();
        Listening listening = new Listening(MODEL, LiveSettings.usual(), told);
        listening.live(new PlayedRecording(LongRecording.of(Tones.syllables(0.6, RATE), "talk"), true));
        assertEquals(2, told.updates.size() + listening.summary().leftOut());
        assertEquals(told.updates.size(), listening.latencies().count());
        assertEquals(0.6, listening.summary().seconds(), 1e-9);
        assertEquals(List.of(), told.events);
    }

    @Test
    void aDeviceThatIsLostIsTriedAgainUntilItIsBack() {
        float[] voice = Tones.syllables(2, RATE).samples();
        Deque<Optional<Device>> openings = new ConcurrentLinkedDeque<>(List.of(Optional.of(new Device(List.of(voice),
                false)),
                Optional.empty(), Optional.empty(), Optional.of(new Device(List.of(voice), false)),
                Optional.of(new Device(List.of(voice), true))));
        List<OptionalInt> asked = new ArrayList<>();
        Told told = new Told();
        Listening listening = new Listening(MODEL, LiveSettings.usual(), told, 1, 60_000);
        listening.live(rate -> {
            asked.add(rate);
            return openings.remove().orElseThrow(() -> new InvalidInputException("unplugged"));
        });
        assertEquals(List.of("lost", "back", "lost", "back"), told.events);
        assertEquals(OptionalInt.empty(), asked.get(0));
        assertEquals(List.of(OptionalInt.of(RATE)), asked.subList(1, 5).stream().distinct().toList());
        assertEquals(6, listening.summary().seconds());
        assertEquals(3 * voice.length, told.samples);
    }

    @Test
    void aDeviceThatIsNotThereAtFirstIsAnError() {
        Listening listening = new Listening(MODEL, LiveSettings.usual(), new Told(), 1, 60_000);
        assertThrows(InvalidInputException.class, () -> listening.live(rate -> {
            throw new InvalidInputException("no microphone");
        }));
    }

    @Test
    void waitingForALostDeviceEndsWhenSomebodySaysSo() {
        Told told = new Told() {
            @Override
            public void lost() {
                ended = true;
            }
        };
        new Listening(MODEL, LiveSettings.usual(), told, 1, 60_000).live(rate -> new Device(List.of(new float[RATE]),
                false));
        assertTrue(told.ended);
    }

    @Test
    void aDeviceThatFallsSilentForEverIsTriedAgain() {
        CountDownLatch closed = new CountDownLatch(1);
        Device mute = new Device(List.of(), false) {
            @Override
            public boolean listen(Predicate<float[]> listener) {
                awaited(closed);
                return false;
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
        Deque<Device> openings = new ConcurrentLinkedDeque<>(List.of(mute, new Device(List.of(new float[RATE]), true)));
        Told told = new Told();
        Listening listening = new Listening(MODEL, LiveSettings.usual(), told, 1, 50);
        listening.live(rate -> openings.remove());
        assertEquals(List.of("lost", "back"), told.events);
        assertEquals(1, listening.summary().seconds());
    }

    /** While one answer is shown, seconds of sound come: only the newest of the answers due is computed then. */
    @Test
    void answersAreLeftOutRatherThanLate() {
        float[] hop = Arrays.copyOf(Tones.syllables(1, RATE).samples(), RATE / 4);
        CountDownLatch shown = new CountDownLatch(1);
        CountDownLatch said = new CountDownLatch(1);
        Told told = new Told() {
            @Override
            public void heard(LiveUpdate update) {
                super.heard(update);
                shown.countDown();
                awaited(said);
            }
        };
        Listening listening = new Listening(MODEL, LiveSettings.usual(), told, 1, 60_000);
        listening.live(rate -> new Device(List.of(hop), true) {
            @Override
            public boolean listen(Predicate<float[]> listener) {
                assertTrue(listener.test(hop), "goes on");
                awaited(shown);
                for (int i = 0; i < 9; i++) {
                    assertTrue(listener.test(hop), "goes on");
                }
                said.countDown();
                return true;
            }
        });
        assertEquals(List.of(0.25, 2.5), told.updates.stream().map(LiveUpdate::timeSeconds).toList());
        assertEquals(8, listening.summary().leftOut());
        assertEquals(0, listening.summary().lostSeconds());
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aBacklogKeepsTheNewestAndCountsWhatIsLost() throws InterruptedException {
        Backlog backlog = new Backlog(10);
        for (int i = 1; i <= 4; i++) {
            backlog.add(new Backlog.Block(new float[4], i));
        }
        Backlog.Taken taken = backlog.take(0);
        assertEquals(8, taken.lost());
        assertEquals(List.of(3L, 4L), taken.blocks().stream().map(Backlog.Block::arrivedNanos).toList());
        assertFalse(taken.ended());
        backlog.end();
        assertEquals(new Backlog.Taken(0, List.of(), true), backlog.take(10_000));
    }

    @Test
    void aRecordingIsWholeWhileItGrows() throws IOException {
        Path file = folder.resolve("new/talk.wav");
        float[] voice = Tones.syllables(2.5, RATE).samples();
        try (GrowingWav wav = GrowingWav.create(file, RATE)) {
            for (int from = 0; from < voice.length; from += 1000) {
                wav.add(Arrays.copyOfRange(voice, from, from + 1000));
            }
            Path killed = Files.copy(file, folder.resolve("killed.wav"));
            double seconds = AudioDecoder.read(killed).durationSeconds();
            assertTrue(seconds > 1.4 && seconds <= 2.5, seconds + " s");
        }
        float[] kept = AudioDecoder.read(file).samples();
        assertEquals(voice.length, kept.length);
        assertEquals(voice[12_345], kept[12_345], 1.0 / 32_768);
        assertContains(assertThrows(InvalidInputException.class, () -> GrowingWav.requireFree(file)).getMessage(),
                "is there already");
        assertContains(assertThrows(InvalidInputException.class, () -> GrowingWav.create(file, RATE)).getMessage(),
                "is there already");
    }
}
