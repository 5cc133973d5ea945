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
import serlab.corpus.FolderSpec;
import serlab.corpus.ImagesSpec;
import serlab.corpus.ManifestSpec;
import serlab.corpus.RavdessSpec;
import serlab.corpus.SyntheticSpec;

/**
 * The {@code corpus} section of an experiment file.
 *
 * @param type  a corpus type, or {@code auto}: what is found, else synthetic voices
 * @param parts parts of RAVDESS; used by type {@code ravdess}
 */
public record CorpusChoice(String type, List<String> parts) {
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
        List<String> parts = type.equals("ravdess")
                ? section.list("parts", SPEECH).stream().map(String::valueOf).toList() : SPEECH;
        section.done();
        return new CorpusChoice(type, parts);
    }

    Map<String, Object> settings() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("type", type);
        if (type.equals("ravdess")) {
            all.put("parts", parts);
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
            case "synthetic" -> SyntheticSpec.defaults().open(null);
            default -> locator.find(CorpusLocator.AUTO, data);
        };
    }
}
