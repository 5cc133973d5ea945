package serlab.corpus.table;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import serlab.AtomicFile;
import serlab.FormulaMark;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.ClipSource;
import serlab.corpus.Corpus;
import serlab.corpus.FileSource;
import serlab.corpus.MediaKind;
import serlab.parquet.ParquetColumn;
import serlab.parquet.ParquetOutput;

/**
 * Writer of a corpus as a manifest: {@code clip,file,label,speaker} and a column per field. Recordings are named where they
 * lie, relative to the manifest; those that are no files of their own, in archives or parts of others, are written, byte for
 * byte as they are read, into the folder {@value #RECORDINGS} beside it. Read back, the clips have the same ids,
 * labels, speakers, fields and bytes.
 *
 * @param manifest the file to write: Parquet if its name ends in .parquet, else CSV
 */
public record ManifestExport(Path manifest) {
    static final String CLIP = "clip";
    private static final String PARQUET = ".parquet";
    private static final String RECORDINGS = "recordings";
    private static final List<String> FIRST = List.of(CLIP, "file", "label", "speaker");

    /**
     * Writes it.
     *
     * @return how many recordings were written beside the manifest
     * @throws InvalidInputException if the voices are synthetic, clips are rows of a table, a field has the name of another column, or a file cannot be
     *                               read or written or is there with another content
     */
    public int write(Corpus corpus) {
        if (corpus.synthetic()) {
            throw new InvalidInputException("nobody speaks in " + corpus.name() + ", which a manifest could not tell; they are made "
                    + "anew with --set corpus.type=synthetic");
        }
        Set<String> fields = new TreeSet<>();
        corpus.clips().forEach(clip -> fields.addAll(clip.fields().keySet()));
        fields.stream().filter(field -> FIRST.contains(field.toLowerCase(Locale.ROOT))).findFirst().ifPresent(field -> {
            throw new InvalidInputException("field '" + field + "' of " + corpus.name() + " has the name of a manifest's own column; "
                    + "rename that column first");
        });
        Set<String> written = new HashSet<>();
        List<String> header = new ArrayList<>(FIRST);
        header.addAll(fields);
        new AtomicFile(manifest).write(out -> {
            if (manifest.toString().toLowerCase(Locale.ROOT).endsWith(PARQUET)) {
                ParquetOutput parquet = new ParquetOutput(out, header.stream().map(ParquetColumn::text).toList());
                forEachRow(corpus, fields, written, row -> parquet.row(row.stream().map(text -> text.isEmpty() ? null : text).toList()));
                parquet.close();
                return;
            }
            CsvWriterSettings format = new CsvWriterSettings();
            format.getFormat().setLineSeparator("\n");
            format.setMaxColumns(header.size());
            CsvWriter csv = new CsvWriter(out, StandardCharsets.UTF_8, format);
            csv.writeRow(header);
            forEachRow(corpus, fields, written, row -> csv.writeRow(row.stream().map(FormulaMark::put).toList()));
            csv.flush();
        });
        return written.size();
    }

    /** Takes the texts of a row. */
    @FunctionalInterface
    private interface RowTaker {
        void take(List<String> row) throws IOException;
    }

    private void forEachRow(Corpus corpus, Set<String> fields, Set<String> written, RowTaker taker) throws IOException {
        for (Clip clip : corpus.clips()) {
            List<String> row = new ArrayList<>(List.of(clip.id(), path(clip, written), clip.label(), clip.speaker()));
            fields.forEach(field -> row.add(clip.fields().getOrDefault(field, "")));
            taker.take(row);
        }
    }

    private Path folder() {
        return manifest.toAbsolutePath().normalize().getParent();
    }

    /** Where a clip's recording lies, written there if it is no file of its own. */
    private String path(Clip clip, Set<String> written) throws IOException {
        if (clip.source() instanceof FileSource source) {
            return slashed(folder().relativize(source.file().toAbsolutePath().normalize()));
        }
        if (clip.source() instanceof RowSource) {
            throw new InvalidInputException("clip '" + clip.id() + "' is a row of a table of features, which is read as it is");
        }
        String name = name(clip);
        for (int number = 2; !written.add(name); number++) {
            name = name(clip).replaceFirst("(?=\\.[^.]*$)", "-" + number);
        }
        Path file = folder().resolve(RECORDINGS).resolve(name);
        Files.createDirectories(file.getParent());
        byte[] content = clip.source().bytes();
        if (Files.exists(file) && !Arrays.equals(content, Files.readAllBytes(file))) {
            throw new InvalidInputException("'" + file + "' is there already and is another recording; write the manifest into another folder");
        }
        new AtomicFile(file).write(content);
        return slashed(folder().relativize(file));
    }

    private static String name(Clip clip) {
        ClipSource source = clip.source();
        String ending = MediaKind.AUDIO.has(source.location()) || MediaKind.IMAGE.has(source.location())
                ? MediaKind.extension(source.location()) : MediaKind.AUDIO.target();
        String stem = clip.id().endsWith("." + ending) ? clip.id().substring(0, clip.id().length() - ending.length() - 1) : clip.id();
        return stem.replaceAll("[^\\p{L}\\p{N}_-]+", "_") + "." + ending;
    }

    private static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }
}
