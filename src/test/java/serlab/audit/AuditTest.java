package serlab.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.audio.Waveform;
import serlab.corpus.Clip;
import serlab.corpus.ClipSource;
import serlab.corpus.Corpus;
import serlab.experiment.ExperimentFile;
import serlab.experiment.ExperimentSpec;
import serlab.feature.cache.FeatureCache;

class AuditTest {
    @TempDir
    static Path cache;

    private static final Waveform VOICE = Sentences.waveform(5);
    private static final Waveform OTHER = Sentences.waveform(6);

    private static Audit audit() {
        return new Audit(new FeatureCache(cache), LeakCost.UNKNOWN, (done, total) -> { });
    }

    private static AuditReport audit(List<Clip> clips) {
        Corpus corpus = Sentences.corpus(clips);
        return audit().corpus(corpus, corpus);
    }

    private static Map<String, Finding> byCode(AuditReport report) {
        return report.findings().stream().collect(Collectors.toMap(Finding::code, finding -> finding));
    }

    private static AuditReport experiment(String more) {
        ExperimentFile file = ExperimentFile.parse("""
                name: small
                features: {type: mfcc, coefficients: 20, frames: 32}
                model: {type: mfcc-cnn, filters: [4, 8], dense: 16}
                """ + more, "small.yaml");
        return audit().experiment(ExperimentSpec.of(file.values()), Sentences.corpus());
    }

    @Test
    void findsNothingInSoundClips() {
        AuditReport report = audit(Sentences.corpus().clips());
        assertEquals(List.of(), report.findings().stream().filter(f -> f.severity() == Severity.ERROR).toList());
        assertFalse(report.hasErrors());
        assertEquals("test corpus: " + Sentences.corpus().clips().size() + " clips, 8 emotions, 3 speakers",
                report.subject());
    }

    @Test
    void findsRepeatsUnderOneNameAndUnderTwo() {
        Map<String, Finding> found = byCode(audit(List.of(Sentences.clip("in/a.wav", "sad", "1", VOICE),
                Sentences.clip("copy/a.wav", "sad", "1", VOICE), Sentences.clip("in/b.wav", "sad", "1", VOICE),
                Sentences.clip("in/c.wav", "happy", "2", OTHER))));
        assertEquals(1, found.get("doubled-clips").count());
        assertEquals(List.of("in/a.wav = copy/a.wav"), found.get("doubled-clips").examples());
        assertEquals(1, found.get("identical-audio").count());
        assertEquals(List.of("in/a.wav = in/b.wav"), found.get("identical-audio").examples());
        assertFalse(found.containsKey("near-identical-audio"));
        assertFalse(found.containsKey("contradicting-labels"));
    }

    @Test
    void findsLabelsAndSpeakersThatContradict() {
        Map<String, Finding> found = byCode(audit(List.of(Sentences.clip("a", "sad", "1", VOICE),
                Sentences.clip("b", "happy", "2", Sentences.gain(VOICE, 0.3)), Sentences.clip("c", "sad", "1", OTHER))));
        assertEquals(List.of("a (sad) = b (happy)"), found.get("contradicting-labels").examples());
        assertEquals(List.of("a (1) = b (2)"), found.get("contradicting-speakers").examples());
        assertEquals(Severity.ERROR, found.get("contradicting-labels").severity());
        assertEquals(1, found.get("near-identical-audio").count());
    }

    @Test
    void findsRecordingsOfSeveralCorporaAndWhatTellsTheCorporaApart() {
        List<Clip> clips = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Waveform other = Sentences.waveform(20 + i);
            clips.add(Sentences.clip("one/" + i, "sad", "one/1", Map.of(Clip.CORPUS, "one"), Sentences.waveform(i)));
            clips.add(Sentences.clip("two/" + i, "sad", "two/1", Map.of(Clip.CORPUS, "two"),
                    new Waveform(other.samples(), 8000)));
        }
        assertFalse(byCode(audit(clips)).containsKey("same-recording-in-corpora"));
        clips.set(3, Sentences.clip("two/1", "sad", "two/1", Map.of(Clip.CORPUS, "two"), Sentences.gain(Sentences.waveform(0), 0.4)));
        Map<String, Finding> found = byCode(audit(clips));
        assertEquals(List.of("one/0 = two/1"), found.get("same-recording-in-corpora").examples());
        assertEquals(Severity.ERROR, found.get("same-recording-in-corpora").severity());
        assertFalse(found.containsKey("contradicting-speakers"), "speakers of two corpora are never the same");
        clips.remove(3);
        List<String> told = byCode(audit(clips)).get("recording-tells-corpus").examples();
        assertTrue(told.stream().anyMatch(line -> line.startsWith("sampling rate: 100.0 %") && line.endsWith("two 8000 Hz")),
                told.toString());
    }

    @Test
    void findsSilenceClippingAndWhatCannotBeRead() {
        Waveform overdriven = Sentences.gain(VOICE, 30);
        float[] late = new float[8 * VOICE.samples().length];
        System.arraycopy(VOICE.samples(), 0, late, late.length / 2, VOICE.samples().length);
        Clip broken = new Clip("broken", "sad", "1", Map.of(), new Broken());
        Map<String, Finding> found = byCode(audit(List.of(Sentences.clip("loud", "sad", "1", overdriven),
                Sentences.clip("late", "sad", "1", new Waveform(late, VOICE.sampleRate())),
                Sentences.clip("silent", "sad", "1", new Waveform(new float[9000], 16_000)), broken,
                Sentences.clip("fine", "sad", "1", OTHER))));
        assertEquals(List.of("loud"), found.get("clipping").examples());
        assertEquals(List.of("late"), found.get("long-silence").examples());
        assertEquals(List.of("silent"), found.get("silent-clips").examples());
        assertEquals(1, found.get("unreadable-clips").count());
        assertTrue(found.get("unreadable-clips").examples().get(0).startsWith("broken.wav:"));
    }

    @Test
    void findsUnequalClassesAndUnknownSpeakers() {
        List<Clip> clips = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clips.add(Sentences.clip("a" + i, i < 3 ? "sad" : "happy", "", Sentences.waveform(i)));
        }
        Map<String, Finding> found = byCode(audit(clips));
        assertEquals(List.of("happy: 1 of 3"), found.get("class-imbalance").examples());
        assertEquals(4, found.get("unknown-speakers").count());
    }

    @Test
    void auditsTheSplitThatAColumnGives() {
        Map<String, Finding> found = byCode(audit(List.of(
                Sentences.clip("a", "sad", "1", Map.of("split", "Train", "statement", "kids"), VOICE),
                Sentences.clip("b", "sad", "1", Map.of("split", "test", "statement", "kids"), Sentences.gain(VOICE, 0.4)),
                Sentences.clip("c", "happy", "2", Map.of("split", "val", "source", "d"), OTHER),
                Sentences.clip("d", "happy", "3", Map.of("split", "test"), Sentences.waveform(7)))));
        assertEquals(List.of("b = a (the column split)"), found.get("same-audio-across-split").examples());
        assertEquals(List.of("d = c (the column split)"), found.get("same-source-across-split").examples());
        assertEquals(List.of("1 (the column split)"), found.get("speakers-across-split").examples());
        assertEquals(List.of("kids (the column split)"), found.get("sentences-across-split").examples());
        assertEquals(Severity.WARNING, found.get("sentences-across-split").severity());
        assertEquals(List.of("happy in the column split"), found.get("class-unseen-in-training").examples());
    }

    @Test
    void saysWhatEachProtocolShares() {
        Map<String, ProtocolSummary> protocols = audit().corpus(Sentences.corpus(), Sentences.corpus()).protocols().stream()
                .collect(Collectors.toMap(ProtocolSummary::name, summary -> summary));
        assertEquals(3, protocols.get("random-stratified").count("speakers-across-split"));
        assertEquals(0, protocols.get("leave-one-actor-out").count("speakers-across-split"));
        assertEquals(2, protocols.get("leave-one-actor-out").count("sentences-across-split"));
        assertEquals(0, protocols.get("statement-disjoint").count("sentences-across-split"));
        assertEquals(0, protocols.get("actor-folds-5").folds());
        assertContains(protocols.get("actor-folds-5").misfit(), "is empty");
    }

    @Test
    void findsTheLeaksOfAnExperiment() {
        int clips = Sentences.corpus().clips().size();
        Map<String, Finding> found = byCode(experiment("""
                split: {protocol: random-stratified, folds: [0]}
                augment: [{type: noise}]
                leaks: [doubled-clips, augmented-before-split, scaler-on-everything, checkpoint-on-test]
                """));
        assertEquals(clips, found.get("doubled-clips").count());
        assertEquals(clips, found.get("augmented-before-split").count());
        assertEquals(1, found.get("scaler-on-everything").count());
        assertEquals(1, found.get("checkpoint-on-test").count());
        assertTrue(found.get("same-audio-across-split").count() > clips / 10);
        assertTrue(found.get("same-source-across-split").count() > clips / 10);
        assertEquals(3, found.get("speakers-across-split").count());
    }

    @Test
    void findsNoErrorInAnHonestExperiment() {
        AuditReport report = experiment("""
                split: {protocol: leave-one-actor-out}
                augment: [{type: noise}]
                """);
        assertFalse(report.hasErrors(), report.findings().toString());
        assertEquals("small on " + Sentences.corpus().name() + ": " + Sentences.corpus().clips().size()
                + " clips, 8 emotions, 3 speakers, leave-one-actor-out", report.subject());
        assertEquals(List.of(), report.protocols());
    }

    private record Broken() implements ClipSource {
        @Override
        public byte[] bytes() {
            return new byte[] {1, 2, 3};
        }

        @Override
        public String location() {
            return "broken.wav";
        }
    }
}
