package serlab.audio.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static serlab.audio.file.AudioDecoderTest.assertFault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import serlab.InvalidInputException;

/** Files that are no recordings are told by what they hold, with what to do. */
class OtherContentTest {
    @Test
    void namesMissingEmptyAndTextFiles(@TempDir Path folder) throws IOException {
        assertFault(() -> AudioDecoder.read(folder.resolve("none.wav")), "no such file");
        assertFault(() -> AudioDecoder.read(folder), "cannot be read");
        Path empty = Files.createFile(folder.resolve("empty.wav"));
        assertFault(() -> AudioDecoder.read(empty), "file is empty");
        Path text = Files.writeString(folder.resolve("text.wav"), "Ceci n'est pas un son.\n");
        assertFault(() -> AudioDecoder.read(text), "contains text");
        assertFault(() -> AudioDecoder.decode(new byte[] {1, 2, 3, 4}, "x.wav"), "no known audio format");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"t.parquet | PAR1\u0015 | Parquet table", "x.bin | PAR1\u0015 | Parquet table",
        "t.csv | label,f0 | table", "T.TSV | label | table"})
    void namesTables(String name, String head, String what) {
        assertFault(() -> AudioDecoder.decode(head.getBytes(StandardCharsets.ISO_8859_1), name), name + ": is a " + what + ", not a recording; a "
                + "table of features or a list of recordings is a corpus: --data TABLE, for features with --set features.type=table");
    }

    @ParameterizedTest
    @MethodSource("noRecordings")
    void namesWhatIsNoRecordingAndNeverAdvisesToConvertIt(String head, String what, String advice) {
        byte[] bytes = Arrays.copyOf(head.getBytes(StandardCharsets.ISO_8859_1), 600);
        for (String name : List.of("x", "x.wav")) {
            String message = assertThrows(InvalidInputException.class, () -> AudioDecoder.decode(bytes, name)).getMessage();
            assertTrue(message.startsWith(name + ": is " + what + ", not a recording; " + advice), message);
            assertFalse(message.contains("ffmpeg"), message);
        }
        assertEquals(Optional.of(what), AudioDecoder.foreign(Arrays.copyOf(bytes, 64)));
        assertFalse(AudioDecoder.convertible(what));
    }

    static List<Arguments> noRecordings() {
        return List.of(arguments("MThd\0", "MIDI", "record what plays it"),
                arguments("%PDF-1.7", "a PDF document", "give one such as WAV, FLAC or MP3"),
                arguments("PK\u0003\u0004", "a ZIP archive", "unpack it and give the recordings in it; a corpus is read out of its archive "
                        + "as it is, by --data"),
                arguments("\u001F\u008B\b", "a gzip archive", "unpack it"), arguments("7z\u00BC\u00AF'\u001C", "a 7z archive", "unpack it"),
                arguments("Rar!\u001A", "a RAR archive", "unpack it"), arguments("\u00FD7zXZ", "an xz archive", "unpack it"),
                arguments("BZh9", "a bzip2 archive", "unpack it"), arguments("(\u00B5/\u00FD", "a Zstandard archive", "unpack it"),
                arguments("\u0089PNG", "a PNG image", "give one such as WAV, FLAC or MP3, or choose a model that reads images"),
                arguments("\u00FF\u00D8\u00FF\u00E0", "a JPEG image", "give one"), arguments("\u0093NUMPY", "a NumPy array", "give one"));
    }

    @Test
    void tellsDocumentsAndTarFromOtherArchives() throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream entries = new ZipOutputStream(zip)) {
            entries.putNextEntry(new ZipEntry("[Content_Types].xml"));
        }
        assertFault(() -> AudioDecoder.decode(zip.toByteArray(), "x"), "is an Office document, not a recording");
        byte[] tar = Arrays.copyOf("a/1.wav".getBytes(StandardCharsets.US_ASCII), 1024);
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
        assertFault(() -> AudioDecoder.decode(tar, "x"), "is a tar archive, not a recording; unpack it");
    }

    @Test
    void soundOfAFormatThatIsNotReadIsToBeConverted() {
        assertFault(() -> AudioDecoder.decode("MAC \u0096".getBytes(StandardCharsets.ISO_8859_1), "x.ape"), "ffmpeg -i x.ape x.wav");
        assertTrue(AudioDecoder.convertible(AudioDecoder.foreign("MAC \u0096".getBytes(StandardCharsets.ISO_8859_1)).orElseThrow()));
    }
}
