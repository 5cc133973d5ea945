package serlab.corpus.split;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.Seeds;
import serlab.corpus.SpeakerMark;
import serlab.corpus.Split;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/**
 * Five folds that keep groups of clips together, and groups that share a recording too: large groups first, each into the
 * fold with the fewest clips; the seed orders groups of equal size. With fewer than five groups each is a fold. Groups of the next fold validate until they
 * have a tenth of the clips; the others train.
 */
@Part(name = "groups", does = "five folds that keep the clips of a speaker, or of another group, together")
public record GroupFolds(
        @Option(value = "speaker", meaning = "what makes the groups: speaker, or a column of a manifest") String column)
        implements SplitProtocol {
    /** How the name of a protocol with a column starts. */
    static final String COLUMN_PREFIX = "groups:";
    private static final String SPEAKER = "speaker";
    private static final int FOLDS = 5;
    private static final int LEAST_GROUPS = 3;
    private static final double VALIDATION_SHARE = 0.1;

    public GroupFolds {
        Declaration.check(GroupFolds.class, column);
        if (column.isBlank()) {
            throw new InvalidInputException("column is blank: split protocol 'groups:' names none; write groups:COLUMN, or "
                    + "groups for folds by speaker");
        }
    }

    public static GroupFolds bySpeaker() {
        return new GroupFolds(SPEAKER);
    }

    @Override
    public String name() {
        return column.equals(SPEAKER) ? "groups" : COLUMN_PREFIX + column;
    }

    @Override
    public int folds(Corpus corpus) {
        return Math.min(FOLDS, sizes(corpus, joined(corpus)).size());
    }

    /** Only groups of speakers promise it; other columns are not compared with the speakers. */
    @Override
    public boolean speakerIndependent() {
        return column.equals(SPEAKER);
    }

    @Override
    public SpeakerMark speakersAcross(Corpus corpus) {
        return speakerIndependent() ? SpeakerMark.NONE : SpeakerMark.of(IntStream.range(0, folds(corpus))
                .mapToObj(fold -> split(corpus, fold, 1)).toList());
    }

    @Override
    public Split split(Corpus corpus, int fold, long seed) {
        UnaryOperator<String> joined = joined(corpus);
        Map<String, Integer> sizes = sizes(corpus, joined);
        if (sizes.size() < LEAST_GROUPS) {
            throw new InvalidInputException(corpus.name() + " has " + sizes.size() + " groups by " + column + "; "
                    + name() + " needs at least " + LEAST_GROUPS + ": use "
                    + (column.equals(Clip.CORPUS) ? "leave-one-corpus-out" : "random-stratified"));
        }
        FoldAssembly.requireFold(this, corpus, fold);
        List<List<String>> folds = deal(sizes, folds(corpus), seed);
        Set<String> validation = tenth(folds.get((fold + 1) % folds.size()), sizes, corpus);
        return FoldAssembly.byKey(this, corpus, fold, clip -> joined.apply(group(clip)), validation, Set.copyOf(folds.get(fold)));
    }

    /** The clips of groups of a fold, until they have a tenth of the clips. */
    Predicate<Clip> tenth(Corpus corpus, int fold, long seed) {
        UnaryOperator<String> joined = joined(corpus);
        Map<String, Integer> sizes = sizes(corpus, joined);
        Set<String> held = tenth(deal(sizes, folds(corpus), seed).get(fold), sizes, corpus);
        return clip -> held.contains(joined.apply(group(clip)));
    }

    private static Set<String> tenth(List<String> groups, Map<String, Integer> sizes, Corpus corpus) {
        Set<String> held = new TreeSet<>();
        int clips = 0;
        for (String group : groups) {
            if (clips < VALIDATION_SHARE * corpus.clips().size()) {
                held.add(group);
                clips += sizes.get(group);
            }
        }
        return held;
    }

    private static List<List<String>> deal(Map<String, Integer> sizes, int folds, long seed) {
        List<String> groups = new ArrayList<>(new TreeSet<>(sizes.keySet()));
        Collections.shuffle(groups, new Random(Seeds.mix(seed, 0)));
        groups.sort(Comparator.comparing(sizes::get, Comparator.reverseOrder()));
        List<List<String>> dealt = new ArrayList<>();
        int[] filled = new int[folds];
        for (int i = 0; i < folds; i++) {
            dealt.add(new ArrayList<>());
        }
        for (String group : groups) {
            int least = 0;
            for (int i = 1; i < folds; i++) {
                least = filled[i] < filled[least] ? i : least;
            }
            dealt.get(least).add(group);
            filled[least] += sizes.get(group);
        }
        return dealt;
    }

    private Map<String, Integer> sizes(Corpus corpus, UnaryOperator<String> joined) {
        Map<String, Integer> sizes = new HashMap<>();
        for (Clip clip : corpus.clips()) {
            if (group(clip).isEmpty()) {
                throw new InvalidInputException("clip '" + clip.id() + "' has no " + column + ", by which " + name()
                        + " divides; fill it in in a manifest or use random-stratified");
            }
            sizes.merge(joined.apply(group(clip)), 1, Integer::sum);
        }
        return sizes;
    }

    /** The first of the groups that share recordings with a group; the group itself where that would leave too few. */
    private UnaryOperator<String> joined(Corpus corpus) {
        Map<String, String> parents = new HashMap<>();
        Map<String, String> byRecording = new HashMap<>();
        for (Clip clip : corpus.clips()) {
            String first = first(parents, byRecording.computeIfAbsent(corpus.duplicates().recordingOf(clip), r -> group(clip)));
            String other = first(parents, group(clip));
            parents.put(first.compareTo(other) < 0 ? other : first, first.compareTo(other) < 0 ? first : other);
        }
        long left = parents.keySet().stream().map(group -> first(parents, group)).distinct().count();
        return left < LEAST_GROUPS ? UnaryOperator.identity() : group -> first(parents, group);
    }

    private static String first(Map<String, String> parents, String group) {
        String at = group;
        while (!parents.getOrDefault(at, at).equals(at)) {
            at = parents.get(at);
        }
        return at;
    }

    private String group(Clip clip) {
        return column.equals(SPEAKER) ? clip.speaker() : clip.fields().getOrDefault(column, "");
    }
}
