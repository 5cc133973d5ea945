package serlab.notebook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.NearestFile;
import serlab.Settings;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusPlace;
import serlab.corpus.locate.CorpusLocator;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.experiment.CorpusChoice;
import serlab.experiment.ExperimentFile;
import serlab.lab.Workspace;

/**
 * Corpora as cells name them. What counts for an experiment is the corpus that {@code lab.on(…)} was given or that its own YAML
 * names, never both; the one at hand where there is neither.
 *
 * @param workspace knows where corpora lie
 * @param written   folder of what cells export
 * @param smoke     whether synthetic voices are few
 * @param chosen    the corpus of {@code lab.on(…)}
 */
record CellCorpora(Workspace workspace, Path written, boolean smoke, Optional<Corpus> chosen) {
    private static final SyntheticSpec FEW_VOICES = new SyntheticSpec(SyntheticSpec.DEFAULT_SPEAKERS, 1, 1);
    private static final String SECTION = "corpus";
    private static final String PATH = "path";
    private static final int NAMED_LABELS = 8;

    /** The corpus that was chosen, else the one at hand. */
    Corpus corpus() {
        return told(chosen.orElseGet(this::atHand));
    }

    /** The same without a word; empty where there is none. */
    Optional<Corpus> quietly() {
        try {
            return Optional.of(chosen.orElseGet(this::atHand));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    private Corpus atHand() {
        return Waiting.during("Reading the corpus", () -> smoke && locator().locate(Optional.empty()).isEmpty() ? FEW_VOICES.open(null)
                : locator().find(CorpusLocator.AUTO, Optional.empty()));
    }

    private CorpusLocator locator() {
        return workspace.corpora();
    }

    /** What lies at a place, with options of the section {@code corpus} in YAML's short form. */
    Corpus open(String place, String options) {
        CorpusChoice choice = CorpusChoice.read(Settings.of(SECTION, ExperimentFile.parse(SECTION + ": " + options,
                "of the cell").values().get(SECTION)));
        Path found = place(place);
        return told(Waiting.during("Reading " + found.getFileName(), () -> choice.open(locator(), Optional.of(found))));
    }

    /** A path as cells write it: from the notebook's folder, from what cells have exported, or from the project's folder. */
    Path place(String given) {
        Path here = Path.of("").toAbsolutePath();
        Path asked = Path.of(given.startsWith("~/") ? System.getProperty("user.home") + given.substring(1) : given);
        return Stream.of(here, written, workspace.root()).map(folder -> folder.resolve(asked).normalize())
                .filter(Files::exists).findFirst().orElseThrow(() -> new InvalidInputException("'" + given
                        + "' does not exist; " + NearestFile.question(here.resolve(asked)) + "a path starts at the notebook's folder '"
                        + here + "', at what lab.export has written in '" + written + "', or at the project's folder"));
    }

    /** An experiment file without the place of its corpus, and that corpus. */
    record Found(ExperimentFile file, List<String> changes, Corpus corpus) {
    }

    /** The corpus of an experiment. */
    Found of(ExperimentFile file, List<String> changes) {
        Map<String, Object> section = section(file.with(changes).values());
        Object path = section.remove(PATH);
        CorpusChoice choice = CorpusChoice.read(Settings.of(SECTION, section));
        boolean own = path != null || !choice.spec().equals(CorpusLocator.catalog().standard(CorpusLocator.AUTO));
        if (own && chosen.isPresent()) {
            throw new InvalidInputException("the YAML names a corpus of its own, " + SECTION + ": " + section(file.with(changes).values())
                    + ", and lab.on(…) names " + line(chosen.get()) + "; keep one of them");
        }
        return new Found(withoutPath(file), changes.stream().filter(change -> !change.startsWith(SECTION + "." + PATH)).toList(),
                told(opened(choice, Optional.ofNullable(path).map(Object::toString), own)));
    }

    private Corpus opened(CorpusChoice choice, Optional<String> path, boolean own) {
        Optional<Path> found = path.map(this::place);
        return own ? Waiting.during("Reading the corpus", () -> choice.open(locator(), found)) : choice.labels().of(chosen.orElseGet(this::atHand));
    }

    private static Map<String, Object> section(Map<String, Object> values) {
        return values.get(SECTION) instanceof Map<?, ?> map ? new LinkedHashMap<>(ExperimentFile.castMap(map)) : new LinkedHashMap<>();
    }

    private static ExperimentFile withoutPath(ExperimentFile file) {
        Map<String, Object> values = file.values();
        Map<String, Object> section = section(values);
        if (section.remove(PATH) == null) {
            return file;
        }
        values.put(SECTION, section);
        return ExperimentFile.parse(ExperimentFile.yaml(values), "of the cell");
    }

    /** Which corpus it is, in one line: where it lies, clips, labels. */
    static String line(Corpus corpus) {
        String where = corpus.place().map(CorpusPlace::path).filter(path -> !path.isEmpty()).map(Path::of)
                .map(path -> path.subpath(Math.max(0, path.getNameCount() - 2), path.getNameCount()) + "").orElse("");
        return (where.isEmpty() ? corpus.name() : corpus.name().equals(Path.of(where).getFileName().toString()) ? where
                : corpus.name() + " in " + where) + ": " + ValueTables.count(corpus.clips().size(), "clip") + ", "
                + Counted.of(corpus.labels().size(), "emotion") + " (" + labels(corpus.labels()) + ")";
    }

    private static String labels(List<String> labels) {
        return labels.stream().limit(NAMED_LABELS).collect(Collectors.joining(", ")) + (labels.size() > NAMED_LABELS ? ", …" : "");
    }

    private static Corpus told(Corpus corpus) {
        LiveCell cell = new LiveCell();
        corpus.faults().forEach(fault -> cell.say("WARNING: " + fault));
        corpus.warnings().forEach(warning -> cell.say("note: " + warning));
        return corpus;
    }
}
