package serlab.corpus.media;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import serlab.audio.file.FileEnds;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.FileSource;
import serlab.corpus.MediaKind;

/** Recordings of a corpus that are damaged at their ends: what is whole of them is read. */
public final class DamagedFiles {
    private DamagedFiles() {
    }

    /** One line that counts them and names the first; empty if all are whole. Looks at files, not into archives. */
    public static Optional<String> note(Corpus corpus) {
        List<String> damaged = corpus.clips().parallelStream().map(Clip::source).filter(FileSource.class::isInstance)
                .map(FileSource.class::cast).map(DamagedFiles::damage).filter(said -> !said.isEmpty()).toList();
        return damaged.isEmpty() ? Optional.empty() : Optional.of(MediaKind.AUDIO.count(damaged.size())
                + " damaged at the end, read as far as whole" + (damaged.size() == 1 ? ": " : "; the first: ")
                + damaged.get(0));
    }

    private static String damage(FileSource source) {
        try {
            String damage = source.isImage() ? "" : FileEnds.damage(source.file());
            return damage.isEmpty() ? "" : source.location() + ": " + damage;
        } catch (IOException e) {
            return "";       // told when the clip is read
        }
    }
}
