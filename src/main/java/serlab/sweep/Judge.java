package serlab.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.Holm;
import serlab.evaluation.TestScores;
import serlab.experiment.ExperimentSpec;
import serlab.experiment.TrainingResult;
import serlab.sweep.search.Configuration;

/**
 * Judgment of a finished sweep. The choice is made on validation clips, among the finalists with the fewest failed repeats,
 * and reported on test clips; finalists are compared on the clips that both tested under the same fold and seed, clustered
 * by speaker.
 */
public final class Judge {
    private final SweepState state;
    private final Corpus corpus;

    public Judge(SweepState state, Corpus corpus) {
        this.state = state;
        this.corpus = corpus;
    }

    /** Empty when no finalist was tested. */
    public Optional<Judgment> judge() {
        Map<Integer, List<TrainingResult>> tested = new LinkedHashMap<>();
        state.finalists().forEach(number -> {
            if (!state.tested(number).isEmpty()) {
                tested.put(number, state.tested(number));
            }
        });
        if (tested.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> folds = tested.values().stream().flatMap(List::stream).map(training -> training.key().fold()).distinct().sorted()
                .toList();
        List<Finalist> finalists = new ArrayList<>();
        tested.forEach((number, trained) -> finalists.add(finalist(number, trained)));
        finalists.sort(Comparator.comparingDouble(Finalist::testUar).reversed());
        int fewest = finalists.stream().mapToInt(Finalist::missing).min().orElseThrow();
        Finalist chosen = finalists.stream().filter(finalist -> finalist.missing() == fewest)
                .reduce((a, b) -> b.validationUar() > a.validationUar() ? b : a).orElseThrow();
        return Optional.of(new Judgment(finalists, chosen, nested(finalists, tested, folds).clustered(), pairs(finalists),
                new ParameterImportance(state).ranked(), folds, untouched(folds), state.failedRepeats()));
    }

    private Finalist finalist(int number, List<TrainingResult> trained) {
        TestScores scores = new TestScores(corpus.labels(), trained.stream().map(TrainingResult::tested).toList());
        return new Finalist(number, state.points().get(number), state.trial(number).score(),
                trained.stream().mapToDouble(training -> training.validation().uar()).average().orElseThrow(),
                scores.summary(ClassificationReport::uar).mean(), scores.clustered(), trained.get(0).parameters(),
                trained.stream().mapToDouble(TrainingResult::seconds).average().orElseThrow(), scores,
                (int) state.failedRepeats().stream().filter(failed -> failed.trial() == number).count());
    }

    /** Of every fold the trainings of the finalist that did best on the fold's validation clips. */
    private TestScores nested(List<Finalist> finalists, Map<Integer, List<TrainingResult>> tested, List<Integer> folds) {
        List<TestScores.Training> trainings = new ArrayList<>();
        for (int fold : folds) {
            Finalist best = finalists.stream().filter(finalist -> validationUar(finalist, fold, tested).isPresent())
                    .max(Comparator.comparingDouble(finalist -> validationUar(finalist, fold, tested).getAsDouble()))
                    .orElseThrow();
            best.scores().trainings().stream().filter(training -> training.fold() == fold).forEach(trainings::add);
        }
        return new TestScores(corpus.labels(), trainings);
    }

    private static OptionalDouble validationUar(Finalist finalist, int fold, Map<Integer, List<TrainingResult>> tested) {
        return tested.get(finalist.trial()).stream().filter(t -> t.key().fold() == fold)
                .mapToDouble(training -> training.validation().uar()).average();
    }

    private static List<Judgment.Pair> pairs(List<Finalist> ranked) {
        List<Judgment.Pair> plain = new ArrayList<>();
        for (int i = 0; i < ranked.size(); i++) {
            for (int j = i + 1; j < ranked.size(); j++) {
                Finalist first = ranked.get(i);
                Finalist second = ranked.get(j);
                TestScores.difference(first.scores(), second.scores()).ifPresent(test ->
                        plain.add(new Judgment.Pair(first.trial(), second.trial(), test, test.p())));
            }
        }
        double[] adjusted = Holm.adjusted(plain.stream().mapToDouble(Judgment.Pair::adjustedP).toArray());
        List<Judgment.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            pairs.add(new Judgment.Pair(plain.get(i).first(), plain.get(i).second(), plain.get(i).test(), adjusted[i]));
        }
        return pairs;
    }

    private List<Integer> untouched(List<Integer> folds) {
        Set<String> validated = new HashSet<>();
        for (Map.Entry<Integer, Configuration> entry : state.points().entrySet()) {
            ExperimentSpec spec = state.spec().experiment(entry.getValue());
            state.trial(entry.getKey()).trainings().forEach(t -> spec.protocol().split(corpus, t.key().fold(), t.key().seed())
                    .validation().forEach(clip -> validated.add(clip.id())));
        }
        ExperimentSpec any = state.spec().experiment(state.points().values().iterator().next());
        return folds.stream().filter(fold -> state.spec().finalists().seeds().stream()
                .flatMap(seed -> any.protocol().split(corpus, fold, seed).test().stream())
                .map(Clip::id).noneMatch(validated::contains)).toList();
    }
}
