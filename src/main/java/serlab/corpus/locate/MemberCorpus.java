package serlab.corpus.locate;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.corpus.CorpusSpec;
import serlab.corpus.LabelChoice;
import serlab.part.Limits;
import serlab.part.OptionType;

/**
 * One of several corpora.
 *
 * @param spec     which corpus
 * @param path     where it lies; empty for one that makes its clips itself, or lies where it is usually found
 * @param name     what it is called; empty for its type, or the name of its folder or file
 * @param language what is spoken in it; empty for what the corpus tells itself
 * @param labels   which of its labels are used, under which names
 */
@OptionType.By(MemberCorpus.Type.class)
public record MemberCorpus(CorpusSpec spec, String path, String name, String language, LabelChoice labels) {
    private static final String PATH = "path";
    private static final String NAME = "name";
    private static final String LANGUAGE = "language";
    private static final String LABELS = "labels";

    public MemberCorpus {
        if (spec instanceof SeveralSpec) {
            throw new InvalidInputException("corpus.of holds a corpus of type several; name its corpora themselves");
        }
        if (name.contains("/") || name.contains(",")) {
            throw new InvalidInputException("corpus.of calls a corpus '" + name + "'; expected a name without / and comma");
        }
        if (labels.common()) {
            throw new InvalidInputException("corpus.of: labels of one corpus are common; set labels: common beside of");
        }
        if (!spec.needsPlace() && !path.isEmpty()) {
            throw new InvalidInputException("corpus.of: " + spec.type() + " has the path '" + path
                    + "', but makes its clips itself; leave it out");
        }
    }

    /** A corpus at a place, all labels under their own names. */
    static MemberCorpus at(CorpusSpec spec, Path place) {
        return new MemberCorpus(spec, place.toString(), "", "", LabelChoice.ALL);
    }

    /** The same corpus elsewhere. */
    MemberCorpus movedTo(Path place) {
        return new MemberCorpus(spec, place.toString(), name, language, labels);
    }

    private Map<String, Object> settings() {
        Map<String, Object> all = new LinkedHashMap<>(spec.settings());
        Map.of(PATH, path, NAME, name, LANGUAGE, language).entrySet().stream().sorted(Map.Entry.comparingByKey())
                .filter(entry -> !entry.getValue().isEmpty()).forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        if (labels.settings() != null) {
            all.put(LABELS, labels.settings());
        }
        return all;
    }

    /** How one of several corpora stands in files: a place, or a section. */
    public static final class Type implements OptionType<MemberCorpus> {
        @Override
        public Optional<MemberCorpus> read(Object raw, String path) {
            if (raw instanceof String place && !place.isBlank()) {
                return Optional.of(at(AutoSpec.defaults(), Path.of(place)));
            }
            if (!(raw instanceof Map)) {
                return Optional.empty();
            }
            Settings section = Settings.of(path, raw);
            CorpusSpec spec = CorpusLocator.catalog().read(section, section.text("type", CorpusLocator.AUTO));
            MemberCorpus member = new MemberCorpus(spec, section.text(PATH, ""), section.text(NAME, ""),
                    section.text(LANGUAGE, ""), LabelChoice.read(section.raw(LABELS)));
            section.done();
            return Optional.of(member);
        }

        @Override
        public Object write(MemberCorpus value) {
            return value.settings();
        }

        @Override
        public String expected(Limits limits) {
            return "a place such as data/ravdess or {type: ravdess, path: data/ravdess}";
        }
    }
}
