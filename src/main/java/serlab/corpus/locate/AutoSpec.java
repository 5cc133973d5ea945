package serlab.corpus.locate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import serlab.InvalidInputException;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusSpec;
import serlab.corpus.folder.FolderSpec;
import serlab.corpus.ravdess.RavdessSpec;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.corpus.table.CsvSpec;
import serlab.corpus.table.ManifestSpec;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/** Whatever lies where a corpus is looked for, with what is asked of it; synthetic voices where there is nothing. */
@Part(name = CorpusLocator.AUTO, does = "what is found where a corpus is looked for, else synthetic voices")
public record AutoSpec(
        @Option(like = RavdessSpec.class, meaning = "which recordings of RAVDESS, each part once") List<String> parts,
        @Option(like = ManifestSpec.class) String file,
        @Option(like = ManifestSpec.class) String label,
        @Option(like = ManifestSpec.class, meaning = "column with the speaker; of a folder, a regular "
                + "expression whose first group is the speaker in a recording's path") String speaker,
        @Option(like = CsvSpec.class, quiet = true) List<String> fields) implements CorpusSpec {
    public AutoSpec {
        Declaration.check(AutoSpec.class, parts, file, label, speaker, fields);
        parts = List.copyOf(parts);
        fields = List.copyOf(fields);
        new RavdessSpec(parts);
        table(label, fields);
    }

    /** Nothing asked of what is found. */
    static AutoSpec defaults() {
        return Declaration.of(AutoSpec.class).standard();
    }

    /** What lies at a place, if there is one. */
    CorpusSpec found(Optional<Path> place) {
        CorpusSpec found = place.map(where -> !file.isEmpty() && CorpusLocator.isCsv(where) ? manifest()
                : CorpusLocator.detect(where)).orElseGet(SyntheticSpec::defaults);
        if (found instanceof ManifestSpec) {
            return manifest();
        }
        if (found instanceof CsvSpec) {
            return table(label, fields);
        }
        if (found instanceof FolderSpec && file.isEmpty() && label.isEmpty()) {
            return new FolderSpec(speaker);
        }
        String role = !file.isEmpty() ? "file" : !label.isEmpty() ? "label" : "speaker";
        if (Stream.of(file, label, speaker).anyMatch(column -> !column.isEmpty())) {
            throw new InvalidInputException("corpus." + role + " names a column, but " + place
                    .map(where -> "'" + where + "'").orElse("the corpus") + " is no CSV file; leave it out, or name the file with --data");
        }
        boolean chosen = !parts.equals(RavdessSpec.speech().parts());
        return found instanceof RavdessSpec && chosen ? new RavdessSpec(parts) : found;
    }

    private ManifestSpec manifest() {
        return new ManifestSpec(file, label, speaker);
    }

    private static CsvSpec table(String label, List<String> fields) {
        return new CsvSpec(label.isEmpty() ? CsvSpec.LABEL : label, fields);
    }

    @Override
    public boolean hasUsualPlace() {
        return true;
    }

    @Override
    public Corpus open(Path dataOrNull) {
        return found(Optional.ofNullable(dataOrNull)).open(dataOrNull);
    }
}
