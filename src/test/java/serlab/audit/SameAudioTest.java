package serlab.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import serlab.audio.Resampler;
import serlab.audio.Waveform;
import serlab.corpus.Clip;
import serlab.corpus.ClipSource;
import serlab.feature.cache.FeatureCache;
import serlab.feature.duplicate.SoundPrints;

class SameAudioTest {
    private static final Waveform VOICE = Sentences.waveform(5);

    @TempDir
    Path folder;

    private SameAudio among(Clip... clips) {
        return among(List.of(clips));
    }

    private SameAudio among(List<Clip> clips) {
        SoundPrints prints = new SoundPrints(new FeatureCache(folder));
        return SameAudio.among(RecordingReader.read(clips, prints, (done, total) -> { }), prints);
    }

    private static Clip clip(String id, Waveform waveform) {
        return Sentences.clip(id, "sad", "01", waveform);
    }

    private static Waveform changed(String how) {
        return switch (how) {
            case "quieter" -> Sentences.gain(VOICE, 0.05);
            case "turned" -> Sentences.gain(VOICE, -0.7);
            case "resampled" -> Resampler.resample(VOICE, 8000);
            case "upsampled" -> Resampler.resample(VOICE, 44_100);
            case "trimmed" -> Sentences.cut(VOICE, 0.137, VOICE.durationSeconds() - 0.3);
            case "noisy" -> Sentences.noise(VOICE, 20);
            case "overdriven" -> Sentences.gain(VOICE, 4);
            default -> throw new IllegalArgumentException(how);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"quieter", "turned", "resampled", "upsampled", "trimmed", "noisy", "overdriven"})
    void seesThrough(String how) {
        SameAudio same = among(clip("a", VOICE), clip("other", Sentences.waveform(6)), clip("b", changed(how)));
        assertEquals(List.of(), same.identical());
        assertEquals(1, same.similar().size());
        SameAudio.Pair pair = same.similar().get(0);
        assertEquals("a b", pair.first().clip().id() + " " + pair.second().clip().id());
        assertTrue(pair.how().agreement() > 0.85, pair.how().words());
        assertEquals(1, same.groups().size());
    }

    @Test
    void seesThroughEncodings() throws IOException {
        Path folder = Path.of("src/test/resources/audio");
        List<Clip> clips = new ArrayList<>();
        for (String name : List.of("voice.wav", "voice.mp3", "voice.ogg")) {
            clips.add(new Clip(name, "sad", "01", Map.of(), new Bytes(name, Files.readAllBytes(folder.resolve(name)))));
        }
        clips.add(clip("other", Sentences.waveform(6)));
        SameAudio same = among(clips);
        assertEquals(List.of(), same.identical());
        assertEquals(3, same.groups().get(0).size());
        assertEquals(1, same.groups().size());
    }

    @Test
    void tellsTakesApart() {
        SameAudio same = among(Sentences.corpus().clips());
        assertEquals(List.of(), same.identical());
        assertEquals(List.of(), same.similar());
        assertEquals(List.of(), same.groups());
    }

    @Test
    void findsEqualSamplesWhateverTheFile() {
        SameAudio same = among(clip("a", VOICE), clip("b", VOICE), clip("c", Sentences.waveform(6)), clip("d", VOICE),
                clip("e", Sentences.gain(VOICE, 0.5)));
        assertEquals(1, same.identical().size());
        assertEquals(List.of("a", "b", "d"), same.identical().get(0).stream().map(r -> r.clip().id()).toList());
        assertEquals(1, same.similar().size());
        assertEquals(4, same.groups().get(0).size());
    }

    @Test
    void hearsNothingAlikeInSilence() {
        Waveform silence = new Waveform(new float[16_000], 16_000);
        Waveform longer = new Waveform(new float[24_000], 16_000);
        SameAudio same = among(clip("a", silence), clip("b", longer), clip("c", VOICE),
                clip("d", new Waveform(new float[1], 16_000)));
        assertEquals(List.of(), same.groups());
    }

    private record Bytes(String location, byte[] bytes) implements ClipSource {
    }
}
