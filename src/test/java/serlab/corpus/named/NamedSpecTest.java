package serlab.corpus.named;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
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
        assertEquals(List.of("3 recordings left out: a clip of the same name was read already",
                "1 recording left out: no name of CREMA-D"), corpus.warnings());
        assertEquals(5, new NamedSpec(NamedCorpus.CREMAD).openEveryFile(root).clips().size());
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
        assertEquals(Arrays.stream(NamedCorpus.values()).map(NamedCorpus::type).toList(),
                CorpusLocator.catalog().names(NamedSpec.class));
    }
}
