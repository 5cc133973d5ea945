package serlab.experiment.cross;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import serlab.Counted;
import serlab.Percent;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.Split;
import serlab.corpus.split.CrossCorpus;
import serlab.evaluation.TestScores;
import serlab.experiment.ComparisonResult;
import serlab.experiment.ExperimentSpec;
import serlab.experiment.TrainingResult;
import serlab.experiment.VariantResult;

/**
 * UAR by the corpus that was trained on and the corpus that was tested.
 *
 * @param corpora names, sorted
 * @param grids   one per variant, transductive ones last
 * @param facts   what the numbers are of: corpora, split, folds, seeds, intervals, marks; a line each
 */
public record CrossMatrix(List<String> corpora, List<Grid> grids, List<String> facts) {
    public CrossMatrix {
        corpora = List.copyOf(corpora);
        grids = List.copyOf(grids);
        facts = List.copyOf(facts);
    }

    /**
     * The cells of one variant; one without any training that came to a result is left out.
     *
     * @param spec its settings
     */
    public record Grid(ExperimentSpec spec, List<CrossCell> cells) {
        public Grid {
            cells = List.copyOf(cells);
        }

        /** The cell of two corpora. */
        public Optional<CrossCell> cell(String train, String test) {
            return cells.stream().filter(cell -> cell.train().equals(train) && cell.test().equals(test)).findFirst();
        }

        /**
         * Mean UAR of the cells within corpora, or of those across them.
         *
         * @return nothing where there are none
         */
        public OptionalDouble mean(boolean within) {
            return cells.stream().filter(cell -> cell.within() == within).mapToDouble(CrossCell::uar).average();
        }

        /** Both means in words; they are not to be mixed, as the comparison's own table does. */
        String means() {
            List<String> words = new ArrayList<>();
            mean(false).ifPresent(mean -> words.add("across corpora " + Percent.of(mean)));
            mean(true).ifPresent(mean -> words.add("within " + Percent.of(mean)));
            return spec.name() + ": mean UAR of the cells " + String.join(", ", words);
        }

        public boolean transductive() {
            return spec.inference().transductive();
        }

        /** Its name, and what it knew of the test clips. */
        public String title() {
            return spec.name() + (transductive() ? " (transductive: standardized by the unlabeled clips of each "
                    + spec.inference().normalize().of() + ")" : "");
        }
    }

    /** The matrix of a comparison under {@code cross-corpus}. */
    public static CrossMatrix of(ComparisonResult result) {
        Corpus corpus = result.corpus();
        ExperimentSpec first = result.spec().variants().get(0);
        List<CrossCorpus.Fold> plan = CrossCorpus.plan(first.protocol(), corpus);
        Map<String, String> corpusOf = new HashMap<>();
        corpus.clips().forEach(clip -> corpusOf.put(clip.id(), clip.corpus()));
        List<Grid> grids = new ArrayList<>();
        for (boolean transductive : new boolean[] {false, true}) {
            result.variants().stream().filter(variant -> variant.spec().inference().transductive() == transductive)
                    .forEach(variant -> grids.add(grid(variant, corpus, plan, corpusOf)));
        }
        List<String> facts = new ArrayList<>(grids.stream().map(Grid::means).toList());
        facts.addAll(facts(result, plan));
        return new CrossMatrix(corpus.members(), grids, facts);
    }

    private static Grid grid(VariantResult variant, Corpus corpus, List<CrossCorpus.Fold> plan, Map<String, String> corpusOf) {
        List<CrossCell> cells = new ArrayList<>();
        for (String train : corpus.members()) {
            for (String test : corpus.members()) {
                List<TrainingResult> own = variant.trainings().stream().filter(training -> {
                    CrossCorpus.Fold fold = plan.get(training.key().fold());
                    return fold.corpus().equals(train) && fold.within() == train.equals(test);
                }).toList();
                List<TestScores.Training> tested = own.stream().map(training -> new TestScores.Training(training.key().fold(),
                        training.key().seedName(), training.answers().stream().filter(answer ->
                        test.equals(corpusOf.get(answer.clip()))).toList())).filter(training -> !training.answers().isEmpty()).toList();
                if (!tested.isEmpty()) {
                    List<Split> splits = own.stream().map(training -> variant.spec().protocol().split(corpus, training.key().fold(),
                            training.key().seed())).toList();
                    int clips = (int) Math.round(splits.stream().mapToInt(split -> split.training().size()
                            + split.validation().size()).average().orElse(0));
                    int all = (int) corpus.clips().stream().filter(clip -> clip.corpus().equals(train)).count();
                    cells.add(new CrossCell(train, test, new TestScores(corpus.labels(), tested), clips,
                            train.equals(test) ? 0 : all - clips));
                }
            }
        }
        return new Grid(variant.spec(), cells);
    }

    private static List<String> facts(ComparisonResult result, List<CrossCorpus.Fold> plan) {
        Corpus corpus = result.corpus();
        ExperimentSpec first = result.spec().variants().get(0);
        List<String> facts = new ArrayList<>();
        facts.add(corpus.members().stream().map(member -> of(corpus, member)).collect(Collectors.joining("; ")));
        facts.add(Counted.of(corpus.labels().size(), "emotion") + ": " + String.join(", ", corpus.labels()) + "; chance is "
                + Percent.of(1.0 / corpus.labels().size()));
        Set<Integer> folds = new HashSet<>(first.foldsOf(corpus));
        Map<String, Long> own = plan.stream().filter(fold -> fold.within() && folds.contains(plan.indexOf(fold)))
                .collect(Collectors.groupingBy(CrossCorpus.Fold::corpus, TreeMap::new, Collectors.counting()));
        facts.add("split " + first.protocol().name() + ": off the diagonal trained and validated on one corpus alone, tested on every "
                + "clip of the other" + (own.isEmpty() ? "; no diagonal" : "; diagonal, unseen speakers of the same corpus: "
                + own.entrySet().stream().map(entry -> entry.getKey() + " " + Counted.of(entry.getValue().intValue(), "fold"))
                        .collect(Collectors.joining(", "))));
        facts.add("seed" + (first.seeds().size() == 1 ? " " : "s ") + first.seeds().stream().map(String::valueOf)
                .collect(Collectors.joining(", ")) + "; UAR in %, mean over folds, each the mean of its seeds; 95 % interval over "
                + "test speakers" + (corpus.knowsSpeakers() ? "" : ", or clips where these are unknown")
                + (first.seeds().size() == 1 ? "" : " and seeds"));
        if (result.variants().stream().anyMatch(variant -> variant.spec().inference().transductive())) {
            facts.add("the transductive rows use the unlabeled test clips and are compared with no other");
        }
        if (corpus.synthetic()) {
            facts.add("SYNTHETIC VOICES: in one corpus or more no human spoke");
        }
        if (first.leaks().any()) {
            facts.add(first.leaks().warning());
        }
        corpus.marks().forEach(facts::add);
        result.duplicates().words().forEach(facts::add);
        facts.addAll(result.missing());
        return facts;
    }

    private static String of(Corpus corpus, String member) {
        List<Clip> clips = corpus.clips().stream().filter(clip -> clip.corpus().equals(member)).toList();
        long speakers = clips.stream().map(Clip::speaker).filter(speaker -> !speaker.isEmpty()).distinct().count();
        String languages = clips.stream().map(clip -> clip.fields().getOrDefault("language", "")).filter(word -> !word.isEmpty())
                .distinct().sorted().collect(Collectors.joining(", "));
        return member + ": " + Counted.of(clips.size(), "clip") + ", " + (speakers == 0 ? "speakers unknown"
                : Counted.of((int) speakers, "speaker")) + (languages.isEmpty() ? "" : ", " + languages);
    }
}
