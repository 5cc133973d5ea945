package serlab.corpus.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.corpus.Corpus;
import serlab.corpus.TestAudio;
import serlab.corpus.folder.FolderSpec;

class ConvertedTwinsTest {
    @TempDir
    private Path root;

    @Test
    void whatWasConvertedIsReadOnce() throws IOException {
        TestAudio.files(root, "happy/1.m4a", "happy/1.wav", "happy/2.m4a", "sad/1.mp4", "sad/1.webm", "sad/1.flac", "sad/x.1.opus");
        Corpus corpus = new FolderSpec().open(root);
        assertEquals(List.of("happy/1.wav", "happy/2.m4a", "sad/1.flac", "sad/x.1.opus"),
                corpus.clips().stream().map(clip -> clip.id()).toList());
        assertEquals("3 files of other kinds not read: 1 .m4a beside the same in a plain format, 1 .mp4 beside the same in a plain "
                + "format, 1 .webm beside the same in a plain format", corpus.warnings().get(0));
        assertEquals(List.of(), corpus.faults());
    }

    @Test
    void plainFormatsStandBesideEachOtherAsBefore() throws IOException {
        TestAudio.files(root, "happy/1.wav", "happy/1.mp3", "sad/1.ogg", "sad/2.m4a");
        assertEquals(4, new FolderSpec().open(root).clips().size());
    }
}
