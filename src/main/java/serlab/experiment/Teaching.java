package serlab.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.Seeds;
import serlab.evaluation.Answer;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.ClusteredUar;
import serlab.evaluation.Csv;
import serlab.evaluation.Interval;
import serlab.evaluation.TestScores;
import serlab.model.CardDetails;
import serlab.model.CardText;
import serlab.model.ModelBundle;
import serlab.model.ModelCard;
import serlab.model.layer.Cores;
import serlab.tracking.ModelSignature;
import serlab.tracking.ModelTask;
import serlab.tracking.registry.RegisteredVersion;

/**
 * Addition to a cross-validated head that makes it a model for use: a head that has learned of all clips, with a card whose score
 * is that of the cross-validation, and a learning curve that says what more clips would bring. The learning curve trains on a
 * share of each class's clips, drawn several times, smaller draws inside larger ones, and tests on the same clips every time.
 */
public final class Teaching implements Annex {
    private static final List<Double> SHARES = List.of(0.25, 0.5, 0.75);
    private static final int DRAWS = 3;
    private static final int FEWEST = 2;
    private static final String MODEL = "model";
    private static final String ALIAS = "taught";

    private final Path folder;
    private ModelBundle taught;

    /** @param folder gets the model */
    public Teaching(Path folder) {
        this.folder = folder;
    }

    /** The model, once it is there. */
    public ModelBundle model() {
        return Optional.ofNullable(taught).orElseThrow(() -> new IllegalStateException("nothing has been taught yet"));
    }

    @Override
    public void add(ComparisonResult result, Runs runs) {
        VariantResult variant = result.headline();
        ExperimentSpec spec = variant.spec();
        Corpus corpus = runs.data().corpus();
        long seed = spec.seeds().get(0);
        List<TrainingResult> crossed = variant.trainings().stream().filter(training -> training.key().seed() == seed).toList();
        List<Training> trainings = Training.all(new ComparisonSpec(spec.name(), List.of(spec)), corpus).stream()
                .filter(training -> training.key().seed() == seed).toList();
        Optional<Interval> interval = scores(corpus, crossed).clustered().map(ClusteredUar::interval);
        LearningCurve curve = new LearningCurve(runs, TrainingStates.in(folder.getParent(), "learning-curve"), trainings, crossed, new LinkedHashMap<>());
        List<CardDetails.Step> steps = curve.steps();
        String outlook = curve.outlook();
        Training first = trainings.get(0);
        List<Answer> answers = crossed.stream().flatMap(training -> training.answers().stream()).toList();
        Validation held = Validation.of(corpus.labels(), answers);
        Validation promised = first.split().speakerIndependent() ? held : held.with(List.of());
        ModelBundle bundle = first.learned(runs.data(), corpus.clips()).withTemperature(held.temperature()).with(card(variant, first,
                runs).with(CardFacts.of(corpus, crossed, interval, crossed.size()).with(steps, outlook)));
        taught = promised.calibration().map(bundle::with).orElse(bundle);
        taught.save(folder);
        record(result, runs, steps, outlook, interval);
    }

    private void record(ComparisonResult result, Runs runs, List<CardDetails.Step> steps, String outlook, Optional<Interval> interval) {
        ExperimentSpec spec = result.headline().spec();
        Corpus corpus = runs.data().corpus();
        runs.card(folder);
        runs.top().artifact("learning-curve.csv", Recorder.text(csv(steps)));
        new OutputFolder(folder.getParent()).write("learning-curve.csv", Recorder.text(csv(steps)));
        steps.forEach(step -> runs.top().metrics(Map.of("learning/uar", step.uar()), Math.round(step.clips())));
        runs.top().tags(Map.of("kind", "taught", "outlook", outlook));
        runs.top().model(MODEL, folder, ModelSignature.of(spec.features().bands(), spec.features().frames(), corpus.labels().size()));
        runs.top().register(MODEL, result.spec().name(), ALIAS, RegisteredVersion.tags(RegisteredVersion.tags(
                taught.card().orElseThrow().uar(), interval, ModelTask.of(taught.card().orElseThrow(), corpus.labels())),
                CardText.summary(taught)));
    }

    private static String csv(List<CardDetails.Step> steps) {
        StringBuilder csv = new StringBuilder(Csv.line(List.of("clips_of_each_class", "uar", "uar_low", "uar_high")));
        steps.forEach(step -> csv.append(Csv.line(List.of(Csv.fixed(step.clips(), 2), Csv.fixed(step.uar(), 6),
                step.interval().isEmpty() ? "" : Csv.fixed(step.interval().get(0), 6),
                step.interval().isEmpty() ? "" : Csv.fixed(step.interval().get(1), 6)))));
        return csv.toString();
    }

    private static TestScores scores(Corpus corpus, List<TrainingResult> trainings) {
        return new TestScores(corpus.labels(), trainings.stream().map(TrainingResult::tested).toList());
    }

    private static ModelCard card(VariantResult variant, Training first, Runs runs) {
        Corpus corpus = runs.data().corpus();
        List<Answer> answers = variant.trainings().stream().filter(training -> training.key().seed() == first.key().seed())
                .flatMap(training -> training.answers().stream()).toList();
        int speakers = corpus.speakers().size();
        return new ModelCard(corpus.name(), corpus.synthetic(), runs.data().fingerprint(), first.split().protocol(),
                first.split().speakerIndependent(), "", 0, first.key().seed(), corpus.clips().size(), speakers,
                (int) answers.stream().map(Answer::clip).distinct().count(), speakers, variant.spec().duplicatesAcross(corpus).across(),
                variant.uar().mean(), variant.accuracy().mean(), variant.macroF1().mean(), runs.provenance().version(),
                runs.provenance().commit().orElse(""), ExperimentFile.yaml(variant.spec().settings()));
    }

    /**
     * What fewer clips give.
     *
     * @param trainings of all folds
     * @param whole     what came of them with all their clips
     * @param byShare   scores by share of the clips, ascending
     */
    private record LearningCurve(Runs runs, TrainingStates states, List<Training> trainings, List<TrainingResult> whole,
                                 Map<Double, TestScores> byShare) {
        LearningCurve {
            double before = 0;
            double all = clips(trainings, 1);
            for (double share : SHARES) {
                double clips = clips(trainings, share);
                if (clips > before && clips < all) {
                    byShare.put(share, tried(runs, states, trainings, share));
                }
                before = clips;
            }
            byShare.put(1.0, new TestScores(runs.data().corpus().labels(), whole.stream().flatMap(training -> IntStream.range(0, DRAWS)
                    .mapToObj(draw -> new TestScores.Training(training.key().fold(), String.valueOf(draw), training.answers())))
                    .toList()));
        }

        private static TestScores tried(Runs runs, TrainingStates states, List<Training> trainings, double share) {
            List<TestScores.Training> all = new ArrayList<>();
            for (Training training : trainings) {
                for (int draw = 0; draw < DRAWS; draw++) {
                    Set<String> kept = kept(training, share, draw);
                    all.add(new TestScores.Training(training.key().fold(), String.valueOf(draw),
                            training.answersOf(clip -> kept.contains(clip.id()), runs.data(), new Workplace(runs.provenance(), states, Cores.ONE))));
                }
            }
            return new TestScores(runs.data().corpus().labels(), all);
        }

        /** The clips of a draw, of each class in each set of clips the same share, from the first of an order that the draw decides. */
        private static Set<String> kept(Training training, double share, int draw) {
            Set<String> kept = new HashSet<>();
            for (List<Clip> set : List.of(training.split().training(), training.split().validation())) {
                Map<String, List<Clip>> classes = new LinkedHashMap<>();
                set.forEach(clip -> classes.computeIfAbsent(clip.label(), label -> new ArrayList<>()).add(clip));
                classes.forEach((label, clips) -> {
                    Collections.shuffle(clips, new Random(Seeds.mix(draw, label.hashCode())));
                    clips.subList(0, some(clips.size(), share)).forEach(clip -> kept.add(clip.id()));
                });
            }
            return kept;
        }

        private static int some(int clips, double share) {
            return Math.min(clips, Math.max(FEWEST, (int) Math.round(share * clips)));
        }

        /** Mean number of clips of a class that are learned of. */
        private static double clips(List<Training> trainings, double share) {
            return trainings.stream().mapToDouble(training -> kept(training, share, 0).size() / (double) training.trainingClips().stream()
                    .map(Clip::label).distinct().count()).average().orElseThrow();
        }

        List<CardDetails.Step> steps() {
            List<CardDetails.Step> steps = new ArrayList<>();
            byShare.forEach((share, scores) -> steps.add(new CardDetails.Step(clips(trainings, share),
                    scores.summary(ClassificationReport::uar).mean(), scores.clustered().map(ClusteredUar::interval)
                    .map(ends -> List.of(Math.max(0, ends.lower()), Math.min(1, ends.upper()))).orElse(List.of()))));
            return steps;
        }

        String outlook() {
            return Outlook.of(byShare.get(1.0), Optional.ofNullable(byShare.get(0.5)), clips(trainings, 1), clips(trainings, 0.5));
        }
    }
}
