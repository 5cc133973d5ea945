package serlab.notebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import serlab.audio.file.AudioDecoder;
import serlab.audio.file.WavEncoder;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.table.ManifestExport;
import serlab.evaluation.Csv;
import serlab.experiment.OutputFolder;
import serlab.feature.cache.ClipPipeline;
import serlab.notebook.table.TypedCsv;
import tech.tablesaw.api.Table;

/** Writer of the recordings of a corpus as a folder per emotion, with a CSV manifest. */
final class RecordingFolders {
    private static final String MANIFEST = "manifest.csv";
    private static final String WAV = ".wav";

    private RecordingFolders() {
    }

    static Table write(Corpus corpus, Path root) {
        OutputFolder folder = new OutputFolder(root);
        removeEarlier(root);
        StringBuilder manifest = new StringBuilder("file,label,speaker\n");
        int number = 0;
        LiveCell cell = new LiveCell();
        for (Clip clip : corpus.clips()) {
            String file = String.format(Locale.ROOT, "%s/%s-%04d" + WAV, clip.label(), clip.label(), ++number);
            folder.write(file, WavEncoder.encode16(AudioDecoder.decode(ClipPipeline.bytes(clip), clip.source().location())));
            cell.progress("Recordings", number, corpus.clips().size());
            manifest.append(Csv.line(List.of(file, clip.label(), clip.speaker())));
        }
        Path written = folder.write(MANIFEST, manifest.toString().getBytes(StandardCharsets.UTF_8));
        return TypedCsv.read(written, column -> null).setName(MANIFEST);
    }

    /** A table of the clips beside what cells write, to be completed; one that is there is left as it is. */
    static Table manifest(Corpus corpus, Path folder) {
        String name = "manifest of " + corpus.name().replaceAll("[/\\\\:]+", "-") + ".csv";
        Path file = folder.resolve(name);
        LiveCell cell = new LiveCell();
        if (Files.exists(file)) {
            cell.say(file + " is there already and was left as it is");
        } else {
            new ManifestExport(file).write(corpus);
            cell.say("written to " + file + (corpus.knowsSpeakers() ? "" : "; fill in the column speaker"));
        }
        cell.say("read it with lab.corpus(\"" + name + "\")");
        return TypedCsv.read(file, column -> null).setName(name);
    }

    /** Takes away what was exported into a folder before, which may be another corpus, and nothing else. */
    private static void removeEarlier(Path root) {
        Path manifest = root.resolve(MANIFEST);
        if (!Files.exists(manifest)) {
            return;
        }
        try {
            for (String file : TypedCsv.read(manifest, column -> null).stringColumn("file")) {
                Path recording = root.resolve(file).normalize();
                if (recording.startsWith(root.normalize()) && file.endsWith(WAV)) {
                    Files.deleteIfExists(recording);
                    if (isEmpty(recording.getParent())) {
                        Files.delete(recording.getParent());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("what was exported to " + root + " before cannot be removed: " + e.getMessage(), e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.of(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
