package serlab.corpus.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.SpeakerMark;
import serlab.corpus.Split;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/**
 * The one fold that a column of the corpus gives: its training, development and test clips. Where it has no development clips,
 * those that validate are held out of the training clips, whole speakers where three or more are known. Whether speakers stand
 * on both sides is what the corpus made of it, and is said.
 */
@Part(name = "column", does = "the one fold that a column of the corpus gives, such as split, Split_Set or Partition with train, "
        + "dev and test")
public record ColumnSplit(
        @Option(meaning = "the column, found by its usual names where none is named") String column,
        @Option(value = "[]", least = 0, meaning = "which of its values are tested; all that begin with test or eval where none is "
                + "named") List<String> tests) implements SplitProtocol {
    public ColumnSplit {
        Declaration.check(ColumnSplit.class, column, tests);
        tests = List.copyOf(tests);
    }

    @Override
    public int folds(Corpus corpus) {
        return 1;
    }

    @Override
    public boolean speakerIndependent() {
        return false;
    }

    @Override
    public boolean suits(Corpus corpus) {
        return !column.isEmpty() || SplitColumn.in(corpus).isPresent();
    }

    @Override
    public Split split(Corpus corpus, int fold, long seed) {
        FoldAssembly.requireFold(this, corpus, fold);
        return sets(corpus, seed).as(this, corpus, fold);
    }

    private CorpusPart.Sets sets(Corpus corpus, long seed) {
        SplitColumn found = found(corpus);
        List<Clip> training = found.clips(corpus, SplitColumn.Role.TRAINING);
        List<Clip> validation = found.clips(corpus, SplitColumn.Role.VALIDATION);
        List<Clip> test = found.clips(corpus, SplitColumn.Role.TEST).stream()
                .filter(clip -> tests.isEmpty() || tests.stream().anyMatch(found.value(clip)::equalsIgnoreCase)).toList();
        if (training.isEmpty() || test.isEmpty()) {
            throw new InvalidInputException("column '" + found.name() + "' of " + corpus.name() + " puts no clip into the "
                    + (training.isEmpty() ? "training" : "test") + " set" + (tests.isEmpty() ? "" : " with tests " + tests)
                    + "; it has " + words(found.counts(corpus)));
        }
        HeldOut held = validation.isEmpty() ? HeldOut.of(corpus.only(Set.copyOf(training)::contains), seed)
                : new HeldOut(training, validation, true);
        Set<String> known = speakers(held.training());
        boolean apart = known.stream().noneMatch(speakers(held.validation())::contains)
                && speakers(test).stream().noneMatch(speaker -> known.contains(speaker)
                || speakers(held.validation()).contains(speaker)) && corpus.knowsSpeakers();
        return new CorpusPart.Sets(new HeldOut(held.training(), held.validation(), apart), test);
    }

    @Override
    public SpeakerMark speakersAcross(Corpus corpus) {
        CorpusPart.Sets sets = sets(corpus, 1);
        return SpeakerMark.of(List.of(new Split(name(), 0, false, sets.held().training(), sets.held().validation(), sets.test())));
    }

    /** Which column was found, what it has no clips for, and how many speakers stand on both sides. */
    @Override
    public List<String> notes(Corpus corpus) {
        SplitColumn found = found(corpus);
        List<String> notes = new ArrayList<>();
        notes.add("the split is that of column " + found.name() + ": " + words(found.counts(corpus)));
        if (found.clips(corpus, SplitColumn.Role.VALIDATION).isEmpty()) {
            notes.add("column " + found.name() + " has no validation clips: they are drawn from the training "
                    + (sets(corpus, 1).held().bySpeaker() ? "speakers" : "clips"));
        }
        SpeakerMark known = speakersAcross(corpus);
        if (known.any()) {
            notes.add(known.counted() + (known.across() == 1 ? " is" : " are")
                    + " heard in training or validation too: the numbers are of known voices (./ser audit names them)");
        }
        if (!corpus.knowsSpeakers()) {
            notes.add("speakers are not known of every clip, so nothing tells whether some stand on both sides");
        }
        return notes;
    }

    private SplitColumn found(Corpus corpus) {
        if (column.isEmpty()) {
            return complete(SplitColumn.in(corpus).or(() -> SplitColumn.meant(corpus)).orElseThrow(() -> new InvalidInputException(corpus.name()
                    + " has no column that says train and test, such as split, Split_Set or Partition; name it with split.column, "
                    + "or choose another split")), corpus);
        }
        String asked = column.strip().toLowerCase(Locale.ROOT);
        Set<String> fields = corpus.clips().stream().flatMap(clip -> clip.fields().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        String name = fields.stream().filter(field -> field.equalsIgnoreCase(asked)).findFirst().orElseThrow(() ->
                new InvalidInputException("split.column: " + (fields.isEmpty() ? corpus.name() + " has no columns; choose another "
                        + "split" : NearestName.suggest("column", column, fields))));
        return complete(new SplitColumn(name), corpus);
    }

    private SplitColumn complete(SplitColumn found, Corpus corpus) {
        for (Map.Entry<String, Long> value : found.counts(corpus).entrySet()) {
            if (SplitColumn.role(value.getKey()).isEmpty()) {
                throw new InvalidInputException("column '" + found.name() + "' of " + corpus.name() + " " + (value.getKey().isEmpty()
                        ? "says nothing of " : "says '" + value.getKey() + "' of ") + Counted.of(value.getValue().intValue(), "clip")
                        + "; expected train, dev or test: correct it, or leave these clips out of the file");
            }
        }
        return found;
    }

    private static Set<String> speakers(List<Clip> clips) {
        Set<String> speakers = clips.stream().map(Clip::speaker).collect(Collectors.toCollection(TreeSet::new));
        speakers.remove("");
        return speakers;
    }

    private static String words(Map<String, Long> counts) {
        return counts.entrySet().stream().map(entry -> entry.getValue() + " " + entry.getKey()).collect(Collectors.joining(", "));
    }
}
