package serlab.corpus.split;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.Split;

/**
 * A protocol that validates and tests on the clips of one kind alone, while all kinds train: unseen speakers' speech after
 * training on the speech and the song of others, say.
 *
 * @param all   divides the corpus
 * @param field what distinguishes the clips, such as {@code channel}
 * @param value what those to be tested have there, such as {@code speech}
 */
record PartTested(SplitProtocol all, String field, String value) implements DerivedProtocol {
    /** Between the protocol's name and {@code FIELD=VALUE}. */
    static final String SEPARATOR = " testing ";

    static PartTested named(String name) {
        int at = name.indexOf(SEPARATOR);
        return of(SplitProtocols.named(name.substring(0, at)), name.substring(at + SEPARATOR.length()), name);
    }

    static PartTested of(SplitProtocol all, String part, String name) {
        int equals = part.indexOf('=');
        if (equals < 1 || equals == part.length() - 1) {
            throw new InvalidInputException("split protocol '" + name + "': expected FIELD=VALUE after 'testing', such as "
                    + "testing channel=speech");
        }
        return new PartTested(all, part.substring(0, equals), part.substring(equals + 1));
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>(all.settings());
        settings.put(SplitProtocols.TESTING, field + "=" + value);
        return settings;
    }

    @Override
    public String name() {
        return all.name() + SEPARATOR + field + "=" + value;
    }

    @Override
    public SplitProtocol on(Corpus corpus) {
        return new PartTested(all.on(corpus), field, value);
    }

    @Override
    public int folds(Corpus corpus) {
        return all.folds(corpus);
    }

    @Override
    public Split split(Corpus corpus, int fold, long seed) {
        if (corpus.clips().stream().noneMatch(this::tests)) {
            throw new InvalidInputException("no clip of " + corpus.name() + " has the " + field + " '" + value
                    + "' that is to be tested; found " + found(corpus));
        }
        Split split = all.split(corpus, fold, seed);
        return FoldAssembly.checked(corpus, new Split(name(), fold, speakerIndependent(), split.training(),
                tested(split.validation()), tested(split.test())));
    }

    private String found(Corpus corpus) {
        TreeSet<String> values = corpus.clips().stream().map(clip -> clip.fields().getOrDefault(field, ""))
                .filter(other -> !other.isEmpty()).collect(Collectors.toCollection(TreeSet::new));
        return values.isEmpty() ? "no clip with that field" : String.join(", ", values);
    }

    private List<Clip> tested(List<Clip> clips) {
        return clips.stream().filter(this::tests).toList();
    }

    private boolean tests(Clip clip) {
        return value.equals(clip.fields().get(field));
    }
}
