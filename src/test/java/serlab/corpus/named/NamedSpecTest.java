package serlab.corpus.named;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusSpec;
import serlab.corpus.TestAudio;
import serlab.corpus.folder.FolderSpec;
import serlab.corpus.locate.CorpusLocator;

class NamedSpecTest {
    @TempDir
    private Path root;

    /** Names as the authors of the corpora document them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "emodb | wav/03a01Fa.wav | 03a01Fa | happy | 03 | language=German, sex=male, statement=a01",
        "emodb | 16b10Wb.wav | 16b10Wb | angry | 16 | language=German, sex=female, statement=b10",
        "cremad | AudioWAV/1001_DFA_ANG_XX.wav | 1001_DFA_ANG_XX | angry | 1001 | intensity=unknown, language=English, statement=DFA",
        "cremad | 1040_ITH_SAD_X.wav | 1040_ITH_SAD_X | sad | 1040 | intensity=unknown, language=English, statement=ITH",
        "cremad | 1091_IEO_FEA_HI.mp3 | 1091_IEO_FEA_HI | fearful | 1091 | intensity=high, language=English, statement=IEO",
        "tess | TESS/OAF_Pleasant_surprise/OAF_back_ps.wav | OAF_back_ps | surprised | OAF | language=English, sex=female, statement=back",
        "tess | OAF_neutral/OA_bite_neutral.wav | OA_bite_neutral | neutral | OAF | language=English, sex=female, statement=bite",
        "savee | AudioData/DC/su30.wav | DC_su30 | surprised | DC | language=English, sex=male",
        "savee | ALL/KL_sa01.wav | KL_sa01 | sad | KL | language=English, sex=male",
        "emovo | f1/dis-f1-b1.wav | dis-f1-b1 | disgust | f1 | language=Italian, sex=female, statement=b1",
        "jl-corpus | female1_angry_10a_1.wav | female1_angry_10a_1 | angry | female1 | language=English, repetition=1, sex=female, statement=10a",
        "jl-corpus | male2_pensive_3b_2.wav | male2_pensive_3b_2 | pensive | male2 | language=English, repetition=2, sex=male, statement=3b",
        "esd | 0011/Angry/0011_000351.wav | 0011_000351 | angry | 0011 | language=English, statement=1",
        "esd | 0001/Surprise/test/0001_001750.wav | 0001_001750 | surprised | 0001 | language=Mandarin, statement=350",
        "shemo | female/F21N05.wav | F21N05 | neutral | F21 | language=Persian, sex=female",
        "cafe | Colère/Faible/02-C-1-6.wav | 02-C-1-6 | angry | 02 | intensity=normal, language=French, sex=female, statement=6",
        "tess | TESS Toronto emotional speech set data/YAF_pleasant_surprised/YAF_back_ps.wav | YAF_back_ps | surprised | YAF | language=English, sex=female, statement=back",
        "tess | flat/YAF_back_pleasant_surprise.wav | YAF_back_pleasant_surprise | surprised | YAF | language=English, sex=female, statement=back",
        "esd | flat/0011_000351.wav | 0011_000351 | angry | 0011 | language=English, statement=1",
        "urdu | URDU/Sad/SM6_F4_S0100.wav | SM6_F4_S0100 | sad | SM6 | language=Urdu, sex=male",
        "asvp-esd | ASVP-ESD-Update/Audio/actor_12/03-01-06-01-02-12-02-01-01-16.wav | 03-01-06-01-02-12-02-01-01-16 | fearful | 12 | age=20 to 64, channel=speech, intensity=normal, language=Chinese, sex=male, statement=02",
        "asvp-esd | Audio/actor_101/03-02-13-02-12-101-03-03.wav | 03-02-13-02-12-101-03-03 | breath | 101 | age=under 20, channel=non-speech, intensity=strong, sex=female, statement=12",
        "mesd | Anger_C_A_abajo.wav | Anger_C_A_abajo | angry | | language=Spanish, statement=abajo, voice=C"})
    void everyNameIsUnderstood(String type, String path, String id, String label, String speaker, String fields) throws IOException {
        TestAudio.files(root, path);
        CorpusSpec spec = CorpusLocator.detect(root);
        assertEquals(type, spec.type());
        Clip clip = spec.open(root).clips().get(0);
        assertEquals(List.of(id, label, speaker == null ? "" : speaker), List.of(clip.id(), clip.label(), clip.speaker()));
        assertEquals(fields, new TreeMap<>(clip.fields()).entrySet().stream().map(Map.Entry::toString)
                .collect(Collectors.joining(", ")));
    }

    @Test
    void theDoubledInnerFolderIsReadOnceLosslessFirst() throws IOException {
        TestAudio.files(root, "crema/AudioMP3/1001_DFA_ANG_XX.mp3", "crema/AudioWAV/1001_DFA_ANG_XX.wav",
                "crema/crema/AudioWAV/1001_DFA_ANG_XX.wav", "crema/AudioWAV/1002_DFA_SAD_XX.wav", "crema/VideoFlash/1002_DFA_SAD_XX.flv",
                "notes/room.wav");
        Corpus corpus = new NamedSpec(NamedCorpus.CREMAD).open(root);
        assertEquals("CREMA-D: 2 clips, 2 emotions, 2 speakers", corpus.summary());
        assertTrue(corpus.clips().get(0).source().location().endsWith("AudioWAV/1001_DFA_ANG_XX.wav"));
        assertEquals(List.of("read as CREMA-D: 5 of 6 names like 1001_DFA_ANG_XX.wav",
                "3 recordings left out: a clip of the same name was read already",
                "1 recording left out: no name of CREMA-D"), corpus.warnings());
        assertEquals(5, new NamedSpec(NamedCorpus.CREMAD).openEveryFile(root).clips().size());
    }

    @Test
    void everyExampleIsANameOfItsCorpusAlone() {
        for (NamedCorpus corpus : NamedCorpus.values()) {
            assertEquals(List.of(corpus), KnownCorpus.all().stream().filter(known -> known.names(corpus.example() + ".wav")).toList());
        }
    }

    /** The collection that circulates as one download: four corpora in folders side by side. */
    @Test
    void ofSeveralCorporaTheLargestIsReadAndTheOthersAreNamed() throws IOException {
        TestAudio.files(root, "Crema/1001_DFA_ANG_XX.wav", "Crema/1002_DFA_SAD_XX.wav", "Crema/1003_DFA_SAD_XX.wav",
                "Ravdess/audio_speech_actors_01-24/Actor_01/03-01-01-01-01-01-01.wav", "Savee/DC_a01.wav",
                "Tess/OAF_angry/OAF_back_angry.wav", "Tess/OAF_angry/OAF_bar_angry.wav");
        Corpus corpus = new CorpusLocator(root, Optional.empty()).find("auto", Optional.of(root));
        assertEquals("CREMA-D", corpus.name());
        assertEquals(List.of("read as CREMA-D: 3 of 7 names like 1001_DFA_ANG_XX.wav", "4 recordings left out: no name of CREMA-D; "
                + "1 of RAVDESS, 1 of SAVEE, 2 of TESS: give the folder of one corpus with --data"), corpus.warnings());
    }

    @Test
    void labelAndPitchFilesBesideEmoDbAreCountedOnce() throws IOException {
        TestAudio.files(root, "emodb/wav/03a01Fa.wav", "emodb/wav/08a02Wc.wav", "emodb/emodb/wav/03a01Fa.wav");
        TestAudio.text(Files.createDirectories(root.resolve("emodb/lablaut")).resolve("03a01Fa.lablaut"), "0 1");
        TestAudio.text(Files.createDirectories(root.resolve("emodb/silb")).resolve("03a01Fa.silb"), "0 1");
        Corpus corpus = new NamedSpec(NamedCorpus.EMODB).open(root);
        assertEquals(List.of("read as EMO-DB: 3 of 3 names like 03a01Fa.wav", "1 recording left out: a clip of the same name was read "
                + "already", "2 files of other kinds not read: 1 .lablaut, 1 .silb"), corpus.warnings());
        assertEquals("EMO-DB: 2 clips, 2 emotions, 2 speakers", corpus.summary());
    }

    @Test
    void speakersOfArchivesAreKeptApart() throws IOException {
        Path zip = TestAudio.zip(root.resolve("AudioData.zip"), Map.of("AudioData/DC/a01.wav", TestAudio.wav("1"),
                "AudioData/JE/a01.wav", TestAudio.wav("2")));
        Corpus corpus = new CorpusLocator(root, Optional.empty()).find("auto", Optional.of(zip));
        assertEquals(List.of("DC", "JE"), corpus.speakers());
        assertEquals("SAVEE", corpus.name());
    }

    @Test
    void labelsStandInTheirOwnOrderAndMissingClassesAreNamed() throws IOException {
        TestAudio.files(root, "03a01Wa.wav", "03a01Na.wav", "03a01La.ape");
        Corpus corpus = new NamedSpec(NamedCorpus.EMODB).open(root);
        assertEquals(List.of("neutral", "angry"), corpus.labels());
        assertTrue(corpus.faults().get(0).contains("class boredom is MISSING"), corpus.faults().toString());
    }

    @Test
    void otherFoldersStayFolders() throws IOException {
        TestAudio.files(root, "angry/s1_1.wav", "sad/s2_1.wav", "sad/03a01Ta.wav");
        assertEquals(new FolderSpec(), CorpusLocator.detect(root));
        assertTrue(assertThrows(InvalidInputException.class, () -> new NamedSpec(NamedCorpus.TESS).open(root)).getMessage()
                .contains("holds no recording of TESS among its 3 recordings"));
        assertTrue(assertThrows(InvalidInputException.class, () -> new NamedSpec(NamedCorpus.TESS).open(null)).getMessage()
                .contains("no TESS found"));
    }

    @Test
    void everyTypeCanBeAskedFor() throws IOException {
        TestAudio.files(root, "03a01Wa.wav", "03a01Na.wav");
        CorpusLocator locator = new CorpusLocator(root, Optional.empty());
        assertEquals(2, locator.find("emodb", Optional.of(root)).clips().size());
        assertEquals(KnownCorpus.all().stream().map(KnownCorpus::type).toList(),
                CorpusLocator.catalog().names(NamedSpec.class));
    }
}
