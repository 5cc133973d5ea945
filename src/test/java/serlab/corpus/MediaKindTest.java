package serlab.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaKindTest {
    @ParameterizedTest
    @CsvSource({"a/b.wav, true, false", "B.AIFC, true, false", "zip.zip!in/c.oga, true, false", "d.JPG, false, true",
        "e.png, false, true", "wav, false, false", "some.wav/file, false, false", "f.csv, false, false", "g.M4A, true, false", "h.3gp, true, false"})
    void theEndingTells(String path, boolean audio, boolean image) {
        assertEquals(audio, MediaKind.AUDIO.has(path));
        assertEquals(image, MediaKind.IMAGE.has(path));
    }

    @Test
    void messagesNameTheUsualEndings() {
        assertEquals(".wav, .flac, .mp3, .m4a or .ogg", MediaKind.AUDIO.words());
        assertEquals(".png, .jpg or .jpeg", MediaKind.IMAGE.words());
    }
}
