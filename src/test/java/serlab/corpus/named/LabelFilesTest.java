package serlab.corpus.named;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.audio.file.WavEncoder;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.TestAudio;
import serlab.corpus.locate.CorpusLocator;

/** Corpora whose label files lie beside the recordings, in trees as their documentation describes them. */
class LabelFilesTest {
    /** As in the release's {@code dialog/EmoEvaluation}: a line per turn, then what each rater and the actor said. */
    private static final String EVALUATION = """
            % [START_TIME - END_TIME] TURN_NAME EMOTION [V, A, D]

            [6.2901 - 8.2357]\tSes01F_impro01_F000\tneu\t[2.5000, 2.5000, 2.5000]
            C-E2:\tNeutral;\t()
            C-E3:\tNeutral;\t()
            C-E4:\tNeutral; Frustration;\t()
            C-F1:\tNeutral;\t()
            A-E3:\tval 3; act 2; dom  2;\t()

            [10.0100 - 11.3925]\tSes01F_impro01_M001\texc\t[3.0000, 2.5000, 2.0000]
            C-E2:\tExcited;\t()
            C-E3:\tHappiness;\t()
            C-E4:\tExcited;\t()

            [14.8872 - 18.0175]\tSes01F_impro01_F002\txxx\t[2.0000, 2.5000, 3.0000]
            C-E2:\tAnger;\t()
            """;

    @TempDir
    private Path root;

    @Test
    void iemocapByItsEvaluations() throws IOException {
        String sentences = "IEMOCAP_full_release/Session1/sentences/wav/Ses01F_impro01/Ses01F_impro01_";
        TestAudio.files(root, sentences + "F000.wav", sentences + "M001.wav", sentences + "F002.wav", sentences + "F003.wav",
                "IEMOCAP_full_release/Session5/sentences/wav/Ses05M_script01_1b/Ses05M_script01_1b_F012.wav");
        text("IEMOCAP_full_release/Session1/dialog/EmoEvaluation/Ses01F_impro01.txt", EVALUATION);
        text("IEMOCAP_full_release/Session5/dialog/EmoEvaluation/Ses05M_script01_1b.txt",
                "[0.1000 - 2.0000]\tSes05M_script01_1b_F012\tfru\t[2.0000, 3.5000, 4.0000]\n");
        text("IEMOCAP_full_release/Session1/dialog/EmoEvaluation/Categorical/Ses01F_impro01_e2_cat.txt",
                "Ses01F_impro01_F000 :Anger; ()\n");
        text("IEMOCAP_full_release/Session1/dialog/transcriptions/Ses01F_impro01.txt",
                "Ses01F_impro01_F000 [006.2901-008.2357]: Excuse me.\n");
        Corpus corpus = found();
        assertEquals("IEMOCAP: 3 clips, 3 emotions, 3 speakers", corpus.summary());
        assertEquals(List.of("neutral", "frustrated", "excited"), corpus.labels());
        assertEquals(List.of("Ses01F", "Ses01M", "Ses05F"), corpus.speakers());
        assertEquals("{activation=2.5000, agreeing=3, dominance=2.5000, language=English, method=improvised, raters=3, "
                + "scene=impro01, session=1, sex=female, valence=2.5000}", fields(corpus, "Ses01F_impro01_F000"));
        assertEquals("2", clip(corpus, "Ses01F_impro01_M001").fields().get("agreeing"));
        assertEquals("{activation=3.5000, dominance=4.0000, language=English, method=scripted, scene=script01_1b, session=5, "
                + "sex=female, valence=2.0000}", fields(corpus, "Ses05M_script01_1b_F012"));
        assertEquals("read as IEMOCAP: 5 of 5 names like Ses01F_impro01_F000.wav, labels from 2 files such as "
                + "IEMOCAP_full_release/Session1/dialog/EmoEvaluation/Ses01F_impro01.txt", corpus.warnings().get(0));
        assertContains(corpus.warnings().toString(), "1 recording left out: raters agree on no label (xxx)");
        assertContains(corpus.warnings().toString(), "1 recording left out: no label file");
        assertContains(corpus.warnings().toString(), "--set split.protocol=groups:session");
    }

    @Test
    void iemocapInFoldersOfEmotions() throws IOException {
        TestAudio.files(root, "ang/Ses01F_impro01_F000.wav", "Happy/Ses01F_impro01_M001.wav");
        assertEquals("{Ses01F_impro01_F000=angry, Ses01F_impro01_M001=happy}", labels(found()));
    }

    @Test
    void iemocapWithoutLabelsSaysWhichFilesItWants() throws IOException {
        TestAudio.files(root, "wav/Ses01F_impro01_F000.wav");
        assertContains(assertThrows(InvalidInputException.class, this::found).getMessage(),
                "holds no recording of IEMOCAP with a label among its 1 recording: 1 left out, no label file dialog/EmoEvaluation/");
    }

    @Test
    void meldByItsThreeTables() throws IOException {
        TestAudio.files(root, "MELD.Raw/train/train_splits/dia0_utt0.wav", "MELD.Raw/dev/dev_splits_complete/dia0_utt0.wav",
                "MELD.Raw/test/output_repeated_splits_test/dia0_utt0.wav", "MELD.Raw/test/output_repeated_splits_test/"
                + "final_videos_testdia0_utt0.wav", "MELD.Raw/train/train_splits/dia125_utt3.wav");
        String header = "Sr No.,Utterance,Speaker,Emotion,Sentiment,Dialogue_ID,Utterance_ID,Season,Episode,StartTime,EndTime\n";
        text("MELD.Raw/train/train_sent_emo.csv", header + "1,\"also I was the point person, on my company\u0092s \"\"thing\"\"\","
                + "Chandler,joy,positive,0,0,8,21,\"00:16:16,059\",\"00:16:21,731\"\n");
        text("MELD.Raw/dev_sent_emo.csv", header + "1,\"Oh my God\",Phoebe,sadness,negative,0,0,4,7,\"00:20:57,256\",\"00:21:00\"\n");
        Files.write(root.resolve("MELD.Raw/test_sent_emo.csv"), (header + "1,\"Why\u2019d you\",Mark,surprise,positive,0,0,3,19,x,y\n")
                .getBytes(Charset.forName("windows-1252")));
        Corpus corpus = found();
        assertEquals("{dev_dia0_utt0=sad, test_dia0_utt0=surprised, train_dia0_utt0=happy}", labels(corpus));
        assertEquals(List.of("Chandler", "Mark", "Phoebe"), corpus.speakers());
        assertEquals("{dialogue=train0, episode=21, language=English, season=8, sentiment=positive, split=train}",
                fields(corpus, "train_dia0_utt0"));
        assertContains(corpus.warnings().toString(), "1 recording left out: a clip of the same name was read already");
        assertContains(corpus.warnings().toString(), "1 recording left out: not in train_sent_emo.csv");
    }

    @Test
    void mspPodcastByConsensusAndRaters() throws IOException {
        TestAudio.files(root, "Audios/MSP-PODCAST_0001_0008.wav", "Audios/MSP-PODCAST_0001_0019.wav",
                "Audios/MSP-PODCAST_0002_0033.wav", "Audios/MSP-PODCAST_1023_0235.wav");
        text("Labels/labels_consensus.csv", "FileName,EmoClass,EmoAct,EmoVal,EmoDom,SpkrID,Gender,Split_Set\n"
                + "MSP-PODCAST_0001_0008.wav,N,3.2,4.0,4.4,127,Male,Test1\nMSP-PODCAST_0001_0019.wav,U,5.0,4.0,4.4,Unknown,Unknown,Train\n"
                + "MSP-PODCAST_0002_0033.wav,X,5.0,4.0,4.4,128,Female,Development\n");
        text("Labels/labels_detailed.csv", "FileName,Workers,EmoClass_Major,EmoClass_Second\n"
                + "MSP-PODCAST_0001_0008.wav,WORKER1,Neutral,\"Neutral,Concerned\"\nMSP-PODCAST_0001_0008.wav,WORKER2,Happy,Happy\n"
                + "MSP-PODCAST_0001_0019.wav,WORKER1,Surprise,Surprise\n");
        Corpus corpus = found();
        assertEquals("{MSP-PODCAST_0001_0008=neutral, MSP-PODCAST_0001_0019=surprised}", labels(corpus));
        assertEquals(List.of("127"), corpus.speakers());
        assertEquals("{activation=3.2, agreeing=1, dominance=4.4, language=English, raters=2, sex=male, split=test1, valence=4.0}",
                fields(corpus, "MSP-PODCAST_0001_0008"));
        assertEquals("1", clip(corpus, "MSP-PODCAST_0001_0019").fields().get("agreeing"));
        assertContains(corpus.warnings().toString(), "1 recording left out: raters agree on no label (X)");
        assertContains(corpus.warnings().toString(), "1 recording left out: not in labels_consensus.csv");
    }

    @Test
    void mspPodcastByTheJsonOfOlderReleases() throws IOException {
        TestAudio.files(root, "Audio/MSP-PODCAST_0001_0008.wav");
        text("label/labels_concensus.json", "{\"MSP-PODCAST_0001_0008.wav\": {\"EmoClass\": \"H\", \"SpkrID\": 7, \"Gender\": "
                + "\"Female\", \"Split_Set\": \"Validation\"}}");
        assertEquals("MSP-PODCAST_0001_0008=happy by 7 {language=English, sex=female, split=validation}", only(found()));
    }

    @Test
    void emnsByItsMetadata() throws IOException {
        TestAudio.files(root, "EMNS/cleaned_webm/rec_12.wav", "EMNS/raw_webm/rec_12.wav");
        text("EMNS/metadata.csv", "id|utterance|description|emotion|date_created|status|gender|age|level|audio_recording|user_id\n"
                + "1|He said \"no\".|{user_id} says|Sarcastic|2022|Complete|Female|20s|4|wavs/rec_12.webm|3\n");
        assertEquals("rec_12=sarcastic by 3 {age=20s, intensity=4, language=English, sex=female}", only(found()));
        assertContains(found().clips().get(0).source().location(), "cleaned_webm");
    }

    /** Written by audformat 1.4.3's {@code Database.save(storage_format='csv')}. */
    @Test
    void audformatByHeaderAndTables() throws IOException {
        TestAudio.files(root, "db/wav/a1.wav", "db/wav/a2.wav");
        database("db/");
        text("db/db.emotion.csv", "file,emotion,emotion.confidence\nwav/a1.wav,anger,0.9\nwav/a2.wav,happiness,1.0\n");
        Corpus corpus = found();
        assertEquals("{wav/a1.wav=angry, wav/a2.wav=happy}", labels(corpus));
        assertEquals(List.of("3", "8"), corpus.speakers());
        assertEquals("{age=31, language=German, sex=male, split=train, statement=a01}", fields(corpus, "wav/a1.wav"));
        assertEquals("{age=34, language=German, sex=female, statement=a01}", fields(corpus, "wav/a2.wav"));
    }

    @Test
    void partsOfRecordingsAreClips() throws IOException {
        Waveform sound = new Waveform(new float[] {0, 0.125f, 0.25f, 0.5f, -0.5f, -0.25f}, 4);
        Files.write(Files.createDirectories(root.resolve("wav")).resolve("a1.wav"), WavEncoder.encode16(sound));
        database("");
        Files.delete(root.resolve("db.emotion.train.csv"));
        text("db.segments.csv", "file,start,end,emotion\nwav/a1.wav,0 days 00:00:00.000000,0 days 00:00:00.500000,anger\n"
                + "wav/a1.wav,0 days 00:00:00.500000,,happiness\n");
        Corpus corpus = found();
        assertEquals("{wav/a1.wav 0.0-0.5=angry, wav/a1.wav 0.5-end=happy}", labels(corpus));
        assertArrayEquals(new float[] {0, 0.125f}, samples(corpus.clips().get(0)));
        assertArrayEquals(new float[] {0.25f, 0.5f, -0.5f, -0.25f}, samples(corpus.clips().get(1)));
        assertEquals(corpus.clips().size(), new CorpusLocator(root, Optional.empty()).everyFile(new NamedSpec("audformat"),
                Optional.of(root)).clips().size());
    }

    @Test
    void tablesOfAnotherFormatAreNamedWithTheCommandThatWritesThem() throws IOException {
        TestAudio.files(root, "wav/a1.wav");
        database("");
        Files.delete(root.resolve("db.emotion.train.csv"));
        assertContains(assertThrows(InvalidInputException.class, this::found).getMessage(), "storage_format='csv'");
    }

    @Test
    void archivesAreReadWithTheirLabelFiles() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("rel/Session1/sentences/wav/Ses01F_impro01/Ses01F_impro01_F000.wav", TestAudio.wav("1"));
        entries.put("rel/Session1/dialog/EmoEvaluation/Ses01F_impro01.txt", EVALUATION.getBytes(StandardCharsets.UTF_8));
        Path zip = TestAudio.zip(root.resolve("IEMOCAP.zip"), entries);
        assertEquals("{Ses01F_impro01_F000=neutral}", labels(new CorpusLocator(root, Optional.empty()).find("auto", Optional.of(zip))));
    }

    private void database(String folder) throws IOException {
        text(folder + "db.yaml", """
                name: emodb
                source: ''
                usage: unrestricted
                languages: [deu]
                schemes:
                  age: {dtype: int}
                  emotion:
                    dtype: str
                    labels:
                      anger: {}
                      happiness: {}
                  speaker: {dtype: int, labels: speaker}
                  transcription:
                    dtype: str
                    labels: {a01: Der Lappen}
                splits:
                  train: {type: train}
                tables:
                  emotion.train:
                    type: filewise
                    split_id: train
                    columns:
                      emotion: {scheme_id: emotion, rater_id: gold}
                  emotion:
                    type: filewise
                    columns:
                      emotion: {scheme_id: emotion, rater_id: gold}
                      emotion.confidence: {scheme_id: confidence, rater_id: gold}
                  files:
                    type: filewise
                    columns:
                      speaker: {scheme_id: speaker}
                      transcription: {scheme_id: transcription}
                  segments:
                    type: segmented
                    columns:
                      emotion: {scheme_id: emotion, rater_id: gold}
                misc_tables:
                  speaker:
                    levels: {speaker: int}
                    columns:
                      age: {scheme_id: age}
                      gender: {scheme_id: gender}
                """);
        text(folder + "db.emotion.train.csv", "file,emotion\nwav/a1.wav,anger\n");
        text(folder + "db.files.csv", "file,speaker,transcription\nwav/a1.wav,3,a01\nwav/a2.wav,8,a01\n");
        text(folder + "db.speaker.csv", "speaker,age,gender\n3,31,male\n8,34,female\n");
    }

    private void text(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        TestAudio.text(root.resolve(path), text);
    }

    private Corpus found() {
        return new CorpusLocator(root, Optional.empty()).find("auto", Optional.of(root));
    }

    private static float[] samples(Clip clip) throws IOException {
        return AudioDecoder.decode(clip.source().bytes(), clip.source().location()).samples();
    }

    private static Clip clip(Corpus corpus, String id) {
        return corpus.clips().stream().filter(clip -> clip.id().equals(id)).findFirst().orElseThrow();
    }

    private static String fields(Corpus corpus, String id) {
        return new TreeMap<>(clip(corpus, id).fields()).toString();
    }

    private static String labels(Corpus corpus) {
        return corpus.clips().stream().collect(Collectors.toMap(Clip::id, Clip::label, (a, b) -> a, TreeMap::new)).toString();
    }

    private static String only(Corpus corpus) {
        assertEquals(1, corpus.clips().size());
        Clip clip = corpus.clips().get(0);
        return clip.id() + "=" + clip.label() + " by " + clip.speaker() + " " + fields(corpus, clip.id());
    }
}
