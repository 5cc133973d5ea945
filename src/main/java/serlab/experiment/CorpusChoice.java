package serlab.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import serlab.InvalidInputException;
import serlab.Settings;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusSpec;
import serlab.corpus.LabelChoice;
import serlab.corpus.locate.CorpusLocator;

/**
 * The {@code corpus} section of an experiment file.
 *
 * @param spec   which corpus
 * @param labels which labels are used, under which names
 */
public record CorpusChoice(CorpusSpec spec, LabelChoice labels) {
    private static final String TYPE = "type";
    private static final String LABELS = "labels";

    /**
     * Reads the {@code corpus} section of an experiment file.
     *
     * @throws InvalidInputException for an unknown type or key, or a value out of range
     */
    public static CorpusChoice read(Settings section) {
        if (section.has("path")) {
            throw new InvalidInputException(section.path("path") + ": where a corpus lies is no setting of an experiment, so that it can "
                    + "be run elsewhere; name it with --data PATH or SER_DATA");
        }
        CorpusSpec spec = CorpusLocator.catalog().read(section, section.text(TYPE, CorpusLocator.AUTO));
        CorpusChoice choice = new CorpusChoice(spec, LabelChoice.read(section.raw(LABELS)));
        section.done();
        return choice;
    }

    /** The keys that a type takes; those of every type where it is unknown. */
    static Set<String> keys(String type) {
        Set<String> keys = new LinkedHashSet<>(List.of(TYPE, LABELS));
        CorpusLocator.catalog().find(type).ifPresent(found -> found.options().forEach(option -> keys.add(option.key())));
        return keys;
    }

    Map<String, Object> settings() {
        Map<String, Object> all = new LinkedHashMap<>(spec.settings());
        if (labels.settings() != null) {
            all.put(LABELS, labels.settings());
        }
        return all;
    }

    /** The same with the labels that all of several corpora have, unless it chooses some itself. */
    public CorpusChoice orCommon() {
        return labels.equals(LabelChoice.ALL) ? new CorpusChoice(spec, LabelChoice.read(LabelChoice.COMMON)) : this;
    }

    /** Opens the corpus at {@code data} or where it is usually found. */
    public Corpus open(CorpusLocator locator, Optional<Path> data) {
        return labels.of(locator.open(spec, data));
    }

    /** As {@link #open}, with every file of the corpus: all parts, and repeats of a clip as clips of their own. */
    public Corpus openEveryFile(CorpusLocator locator, Optional<Path> data) {
        return labels.of(locator.everyFile(spec, data));
    }
}
