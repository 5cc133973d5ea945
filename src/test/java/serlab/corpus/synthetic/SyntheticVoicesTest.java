package serlab.corpus.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import serlab.ContentHash;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.audio.file.WavEncoder;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusFingerprint;
import serlab.corpus.ravdess.RavdessName;

class SyntheticVoicesTest {
    private static final RavdessName NEUTRAL = RavdessName.parse("03-01-01-01-01-01-01").orElseThrow();

    @Test
    void hasTheNamesAndCountsOfRavdess() {
        Corpus full = new SyntheticSpec(24, 8, 1).open(null);
        assertEquals(1440, full.clips().size());
        assertEquals(RavdessName.EMOTIONS, full.labels());
        assertEquals(96, full.clips().stream().filter(clip -> clip.label().equals("neutral")).count());
        assertEquals(192, full.clips().stream().filter(clip -> clip.label().equals("sad")).count());
        assertEquals(24, full.speakers().size());
        assertTrue(full.synthetic());
        assertEquals("synthetic voices", full.name());
        assertEquals("03-01-01-01-01-01-01", full.clips().get(0).id());
        assertEquals(384, SyntheticSpec.defaults().open(null).clips().size());
    }

    @Test
    void smallCorporaHaveBothStatementsAndIntensities() {
        Corpus corpus = SyntheticSpec.defaults().open(null);
        for (String field : List.of("statement", "intensity", "sex")) {
            Set<String> values = corpus.clips().stream().filter(clip -> clip.label().equals("angry"))
                    .map(clip -> clip.fields().get(field)).collect(Collectors.toSet());
            assertEquals(2, values.size(), field);
        }
    }

    @Test
    void makesTheSameBytesEverywhere() throws IOException {
        Clip one = new SyntheticSpec(2, 2, 1).open(null).clips().get(0);
        Clip other = new SyntheticSpec(24, 8, 1).open(null).clips().get(0);
        assertEquals(one.id(), other.id());
        assertArrayEquals(one.source().bytes(), other.source().bytes());
        assertEquals("34f5c6f1d9678f58aa6276a0254a7e1d06668f6aac312405f96e7f51a19414c9", ContentHash.of(one.source().bytes()));
    }

    @Test
    void speakersEmotionsSeedsAndTakesDiffer() {
        Set<String> hashes = new HashSet<>();
        for (String id : List.of("03-01-01-01-01-01-01", "03-01-01-01-01-01-03", "03-01-05-01-01-01-01",
                "03-01-05-02-01-01-01", "03-01-05-02-02-01-01", "03-01-05-02-02-02-01")) {
            RavdessName name = RavdessName.parse(id).orElseThrow();
            hashes.add(hash(1, name));
            hashes.add(hash(2, name));
        }
        assertEquals(12, hashes.size());
    }

    @Test
    void soundsAreAudibleAndNeverClip() {
        for (Clip clip : new SyntheticSpec(6, 2, 1).open(null).clips()) {
            Waveform waveform = waveform(clip.id());
            double peak = 0;
            double power = 0;
            for (float x : waveform.samples()) {
                peak = Math.max(peak, Math.abs(x));
                power += x * x;
            }
            double rms = Math.sqrt(power / waveform.samples().length);
            assertTrue(peak > 0.03 && peak < 1, clip.id() + " has peak " + peak);
            assertTrue(rms > 0.005 && rms < 0.3, clip.id() + " has RMS " + rms);
            assertTrue(waveform.durationSeconds() > 1 && waveform.durationSeconds() < 3.5, clip.id());
        }
    }

    @Test
    void emotionsAndSexesMoveTheMeanOfManyVoices() {
        assertTrue(mean(5, 2, false) > mean(1, 1, false), "anger is faster than neutral");
        assertTrue(mean(4, 2, false) < mean(1, 1, false), "sadness is slower than neutral");
        assertTrue(mean(6, 2, true) > mean(4, 2, true) + 3, "fear is higher than sadness, in semitones");
        double men = IntStream.rangeClosed(1, 12).mapToDouble(i -> SyntheticSpeaker.of(1, 2 * i - 1).pitchHz()).max()
                .orElseThrow();
        double women = IntStream.rangeClosed(1, 12).mapToDouble(i -> SyntheticSpeaker.of(1, 2 * i).pitchHz()).average()
                .orElseThrow();
        assertTrue(women > men, women + " Hz against " + men + " Hz");
    }

    @Test
    void habitsStayWithASpeakerAndAnEmotion() {
        SyntheticSpeaker speaker = SyntheticSpeaker.of(1, 3);
        double first = speaker.style(new RavdessName(3, 1, 5, 1, 1, 1, 3)).pitch();
        double second = speaker.style(new RavdessName(3, 1, 5, 1, 1, 2, 3)).pitch();
        assertNotEquals(first, second);
        assertEquals(first, second, 1.0);
        double spread = IntStream.rangeClosed(1, 24).mapToDouble(i -> SyntheticSpeaker.of(1, i)
                .style(new RavdessName(3, 1, 5, 1, 1, 1, i)).pitch()).map(p -> Math.abs(p - 2.4)).average().orElseThrow();
        assertTrue(spread > 1.0, "speakers differ by " + spread + " semitones");
    }

    @Test
    void rejectsSizesOutsideTheRange() {
        assertTrue(assertThrows(InvalidInputException.class, () -> new SyntheticSpec(25, 2, 1)).getMessage()
                .startsWith("speakers is '25'; expected a whole number from 1 to 24"));
        assertThrows(InvalidInputException.class, () -> new SyntheticSpec(0, 2, 1));
        assertTrue(assertThrows(InvalidInputException.class, () -> new SyntheticSpec(2, 9, 1)).getMessage()
                .startsWith("clipsPerEmotion is '9'; expected a whole number from 1 to 8"));
    }

    @Test
    void fingerprintsFollowContentLabelAndSpeaker() {
        Corpus corpus = new SyntheticSpec(1, 1, 1).open(null);
        CorpusFingerprint print = CorpusFingerprint.of(corpus);
        assertEquals(print, CorpusFingerprint.of(new SyntheticSpec(1, 1, 1).open(null)));
        assertEquals(hash(1, NEUTRAL), print.contentHashes().get(NEUTRAL.id()));
        assertEquals(8, print.contentHashes().size());
        assertNotEquals(print.hex(), CorpusFingerprint.of(new SyntheticSpec(1, 1, 2).open(null)).hex());
        assertNotEquals(print.hex(), CorpusFingerprint.of(changed(corpus, "sad", "01")).hex());
        assertNotEquals(print.hex(), CorpusFingerprint.of(changed(corpus, "neutral", "02")).hex());
        assertEquals(print.hex(), CorpusFingerprint.of(changed(corpus, "neutral", "01")).hex());
    }

    @Test
    void hashesAreSha256() {
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                ContentHash.of(new byte[] {'a', 'b', 'c'}));
    }

    /** The corpus with another label and speaker for its first clip, which is neutral and of speaker 01. */
    private static Corpus changed(Corpus corpus, String label, String speaker) {
        Clip first = corpus.clips().get(0);
        List<Clip> clips = new ArrayList<>(corpus.clips());
        clips.set(0, new Clip(first.id(), label, speaker, Map.of(), first.source()));
        return new Corpus("other name", true, corpus.labels(), clips, List.of());
    }

    private static double mean(int emotion, int intensity, boolean pitch) {
        return IntStream.rangeClosed(1, 24).mapToObj(i -> SyntheticSpeaker.of(1, i)
                        .style(new RavdessName(3, 1, emotion, intensity, 1, 1, i)))
                .mapToDouble(style -> pitch ? style.pitch() : style.tempo()).average().orElseThrow();
    }

    private static Waveform waveform(String id) {
        return new VoiceSynthesizer(1, RavdessName.parse(id).orElseThrow()).waveform();
    }

    private static String hash(long seed, RavdessName name) {
        return ContentHash.of(WavEncoder.encode16(new VoiceSynthesizer(seed, name).waveform()));
    }
}
