package serlab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import serlab.corpus.Clip;
import serlab.corpus.synthetic.SyntheticSpec;

/** Synthetic voices in the layouts of other corpora. */
final class CorpusFolders {
    private static final List<String> BERLIN = List.of("03", "08", "09", "10", "11", "12");
    private static final Map<String, String> LETTERS = Map.of("neutral", "N", "happy", "F", "sad", "T", "angry", "W", "fearful", "A",
            "disgust", "E", "calm", "L");

    private CorpusFolders() {
    }

    /** Names as those of EMO-DB: one clip of every speaker and emotion; calm voices stand for boredom, none is surprised. */
    static Path emodb(Path folder, int speakers) throws IOException {
        Files.createDirectories(folder);
        for (Clip clip : new SyntheticSpec(speakers, 1, 2).open(null).clips()) {
            if (LETTERS.containsKey(clip.label())) {
                Files.write(folder.resolve(BERLIN.get(Integer.parseInt(clip.speaker()) - 1) + "a01" + LETTERS.get(clip.label())
                        + "a.wav"), clip.source().bytes());
            }
        }
        return folder;
    }

    /** A folder per emotion, which does not tell who speaks. */
    static Path classes(Path folder, String... labels) throws IOException {
        for (Clip clip : new SyntheticSpec(2, 1, 3).open(null).clips()) {
            if (List.of(labels).contains(clip.label())) {
                Path own = Files.createDirectories(folder.resolve(clip.label()));
                Files.write(own.resolve("clip" + clip.speaker() + ".wav"),
                        clip.source().bytes());
            }
        }
        return folder;
    }
}
