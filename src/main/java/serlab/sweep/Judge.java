package serlab.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.evaluation.ClusteredUar;
import serlab.evaluation.Holm;
import serlab.evaluation.ScoredClip;
import serlab.experiment.ExperimentSpec;
import serlab.experiment.TestedClip;

/**
 * Judges a finished sweep. The choice is made on validation clips and reported on test clips; finalists are compared on
 * the same test clips, clustered by speaker.
 */
public final class Judge {
    private final SweepState state;
    private final Corpus corpus;

    public Judge(SweepState state, Corpus corpus) {
        this.state = state;
        this.corpus = corpus;
    }

    /** Empty when no finalist was tested. */
    public Optional<Judgement> judge() {
        Map<Integer, List<Outcome.Trained>> tested = new LinkedHashMap<>();
        state.finalists().forEach(number -> {
            if (!state.tested(number).isEmpty()) {
                tested.put(number, state.tested(number));
            }
        });
        List<Integer> folds = commonFolds(tested);
        if (folds.isEmpty()) {
            return Optional.empty();
        }
        Set<String> clips = commonClips(tested);
        List<Finalist> finalists = new ArrayList<>();
        tested.forEach((number, trained) -> finalists.add(finalist(number,
                trained.stream().filter(t -> folds.contains(t.fold())).toList(), clips)));
        finalists.sort(Comparator.comparingDouble(Finalist::testUar).reversed());
        Finalist chosen = finalists.stream()
                .reduce((a, b) -> b.validationUar() > a.validationUar() ? b : a).orElseThrow();
        return Optional.of(new Judgement(finalists, chosen, estimate(nested(finalists, tested, folds)), pairs(finalists),
                new ParameterImportance(state).ranked(), folds, untouched(folds)));
    }

    /** Folds in which every finalist has every seed. */
    private List<Integer> commonFolds(Map<Integer, List<Outcome.Trained>> tested) {
        Map<Integer, Integer> counts = new TreeMap<>();
        tested.values().forEach(trained -> trained.forEach(t -> counts.merge(t.fold(), 1, Integer::sum)));
        int whole = tested.size() * state.spec().finalists().seeds().size();
        return counts.entrySet().stream().filter(entry -> entry.getValue() == whole).map(Map.Entry::getKey).toList();
    }

    /** Clips that every finalist could use. */
    private static Set<String> commonClips(Map<Integer, List<Outcome.Trained>> tested) {
        Set<String> common = null;
        for (List<Outcome.Trained> trained : tested.values()) {
            Set<String> own = trained.stream().flatMap(t -> t.test().stream()).map(TestedClip::clip)
                    .collect(Collectors.toSet());
            if (common == null) {
                common = own;
            }
            common.retainAll(own);
        }
        return common;
    }

    private Finalist finalist(int number, List<Outcome.Trained> trained, Set<String> clips) {
        List<ScoredClip> scored = scored(trained, clips);
        return new Finalist(number, state.points().get(number), state.trial(number).score(),
                trained.stream().mapToDouble(Outcome.Trained::validationUar).average().orElseThrow(),
                ClusteredUar.mean(scored), estimate(scored), trained.get(0).parameters(),
                trained.stream().mapToDouble(Outcome.Trained::seconds).average().orElseThrow(), scored);
    }

    /** Test clips in order of fold and id, right or wrong by seed. */
    private static List<ScoredClip> scored(List<Outcome.Trained> trained, Set<String> clips) {
        Map<Integer, List<Outcome.Trained>> byFold = trained.stream()
                .collect(Collectors.groupingBy(Outcome.Trained::fold, TreeMap::new, Collectors.toList()));
        List<ScoredClip> scored = new ArrayList<>();
        byFold.forEach((fold, seeds) -> {
            Map<String, double[]> correct = new TreeMap<>();
            Map<String, TestedClip> known = new LinkedHashMap<>();
            for (int s = 0; s < seeds.size(); s++) {
                for (TestedClip clip : seeds.get(s).test()) {
                    if (clips.contains(clip.clip())) {
                        known.put(clip.clip(), clip);
                        correct.computeIfAbsent(clip.clip(), c -> new double[seeds.size()])[s] =
                                clip.truth() == clip.predicted() ? 1 : 0;
                    }
                }
            }
            correct.forEach((id, values) -> scored.add(new ScoredClip(id, cluster(known.get(id)), fold,
                    known.get(id).truth(), values)));
        });
        return scored;
    }

    private static String cluster(TestedClip clip) {
        return clip.speaker().isEmpty() ? clip.clip() : clip.speaker();
    }

    private static Optional<ClusteredUar> estimate(List<ScoredClip> clips) {
        return severalClusters(clips) ? Optional.of(ClusteredUar.of(clips)) : Optional.empty();
    }

    private static boolean severalClusters(List<ScoredClip> clips) {
        return clips.stream().map(ScoredClip::cluster).distinct().limit(2).count() == 2;
    }

    /** Of every fold the clips of the finalist that did best on the fold's validation clips. */
    private static List<ScoredClip> nested(List<Finalist> finalists, Map<Integer, List<Outcome.Trained>> tested,
                                           List<Integer> folds) {
        List<ScoredClip> clips = new ArrayList<>();
        for (int fold : folds) {
            Finalist best = finalists.stream().max(Comparator.comparingDouble(finalist -> tested.get(finalist.trial())
                    .stream().filter(t -> t.fold() == fold).mapToDouble(Outcome.Trained::validationUar).sum())).orElseThrow();
            best.clips().stream().filter(clip -> clip.fold() == fold).forEach(clips::add);
        }
        return clips;
    }

    private static List<Judgement.Pair> pairs(List<Finalist> ranked) {
        if (!severalClusters(ranked.get(0).clips())) {
            return List.of();
        }
        List<Judgement.Pair> plain = new ArrayList<>();
        for (int i = 0; i < ranked.size(); i++) {
            for (int j = i + 1; j < ranked.size(); j++) {
                ClusteredUar test = ClusteredUar.difference(ranked.get(i).clips(), ranked.get(j).clips());
                plain.add(new Judgement.Pair(ranked.get(i).trial(), ranked.get(j).trial(), test, test.p()));
            }
        }
        double[] adjusted = Holm.adjusted(plain.stream().mapToDouble(Judgement.Pair::adjustedP).toArray());
        List<Judgement.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            pairs.add(new Judgement.Pair(plain.get(i).first(), plain.get(i).second(), plain.get(i).test(), adjusted[i]));
        }
        return pairs;
    }

    private List<Integer> untouched(List<Integer> folds) {
        Set<String> validated = new HashSet<>();
        for (Map.Entry<Integer, Point> entry : state.points().entrySet()) {
            ExperimentSpec spec = state.spec().experiment(entry.getValue());
            state.trial(entry.getKey()).trainings().forEach(t -> spec.protocol().split(corpus, t.fold(), t.seed())
                    .validation().forEach(clip -> validated.add(clip.id())));
        }
        ExperimentSpec any = state.spec().experiment(state.points().values().iterator().next());
        return folds.stream().filter(fold -> state.spec().finalists().seeds().stream()
                .flatMap(seed -> any.protocol().split(corpus, fold, seed).test().stream())
                .map(Clip::id).noneMatch(validated::contains)).toList();
    }
}
