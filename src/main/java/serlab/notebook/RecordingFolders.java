package serlab.notebook;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import serlab.audio.AudioDecoder;
import serlab.audio.WavEncoder;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.evaluation.Csv;
import serlab.experiment.OutputFolder;
import serlab.feature.cache.ClipPipeline;
import tech.tablesaw.api.Table;

/** Writer of the recordings of a corpus as a folder per emotion, with a CSV manifest. */
final class RecordingFolders {
    private static final String MANIFEST = "manifest.csv";

    private RecordingFolders() {
    }

    static Table write(Corpus corpus, Path root) {
        OutputFolder folder = new OutputFolder(root);
        StringBuilder manifest = new StringBuilder("file,label,speaker\n");
        int number = 0;
        for (Clip clip : corpus.clips()) {
            String file = String.format(Locale.ROOT, "%s/%s-%04d.wav", clip.label(), clip.label(), ++number);
            folder.write(file, WavEncoder.encode16(AudioDecoder.decode(ClipPipeline.bytes(clip), clip.source().location())));
            manifest.append(Csv.line(List.of(file, clip.label(), clip.speaker())));
        }
        Path written = folder.write(MANIFEST, manifest.toString().getBytes(StandardCharsets.UTF_8));
        return TypedCsv.read(written, column -> null).setName(MANIFEST);
    }
}
