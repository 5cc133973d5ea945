package serlab.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.Settings;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusLocator;
import serlab.corpus.CorpusSpec;
import serlab.corpus.CsvSpec;
import serlab.corpus.FolderSpec;
import serlab.corpus.ImagesSpec;
import serlab.corpus.ManifestSpec;
import serlab.corpus.RavdessSpec;
import serlab.corpus.SyntheticSpec;

/**
 * The {@code corpus} section of an experiment file.
 *
 * @param type  a corpus type, or {@code auto}: what is found, else synthetic voices
 * @param parts parts of RAVDESS; used where RAVDESS is named or found
 * @param table what the columns of a table are; used by type {@code csv}
 */
public record CorpusChoice(String type, List<String> parts, CsvSpec table) {
    private static final String CSV = "csv";
    private static final List<String> SPEECH = List.of("speech");

    public CorpusChoice {
        parts = List.copyOf(parts);
    }

    /**
     * Reads the {@code corpus} section of an experiment file.
     *
     * @throws InvalidInputException for an unknown type or key
     */
    public static CorpusChoice read(Settings section) {
        String type = section.text("type", CorpusLocator.AUTO);
        if (!CorpusLocator.types().contains(type)) {
            throw new InvalidInputException(NearestName.suggest("corpus type", type, CorpusLocator.types()));
        }
        List<String> parts = takesParts(type)
                ? section.list("parts", SPEECH).stream().map(String::valueOf).toList() : SPEECH;
        CsvSpec table = type.equals(CSV) ? new CsvSpec(section.text("label", CsvSpec.LABEL),
                section.list("fields", List.of()).stream().map(String::valueOf).toList()) : CsvSpec.defaults();
        section.done();
        return new CorpusChoice(type, parts, table);
    }

    private static boolean takesParts(String type) {
        return type.equals("ravdess") || type.equals(CorpusLocator.AUTO);
    }

    Map<String, Object> settings() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("type", type);
        if (takesParts(type)) {
            all.put("parts", parts);
        }
        if (type.equals(CSV)) {
            all.put("label", table.label());
            all.put("fields", table.fields());
        }
        return all;
    }

    /** Opens the corpus at {@code data} or where it is usually found. */
    public Corpus open(CorpusLocator locator, Optional<Path> data) {
        return switch (type) {
            case "ravdess" -> locator.open(new RavdessSpec(parts), data);
            case "folder" -> locator.open(new FolderSpec(), data);
            case "images" -> locator.open(new ImagesSpec(), data);
            case "manifest" -> locator.open(new ManifestSpec(), data);
            case CSV -> locator.open(table, data);
            case "synthetic" -> SyntheticSpec.defaults().open(null);
            default -> locator.open(found(locator, data), data);
        };
    }

    /** What lies where a corpus is looked for; RAVDESS with the parts that are asked for. */
    private CorpusSpec found(CorpusLocator locator, Optional<Path> data) {
        CorpusSpec found = locator.locate(data).map(CorpusLocator::detect).orElseGet(SyntheticSpec::defaults);
        return found instanceof RavdessSpec && !parts.equals(SPEECH) ? new RavdessSpec(parts) : found;
    }
}
