package serlab.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import serlab.audio.AudioDecoder;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.DuplicateMark;
import serlab.corpus.Split;
import serlab.evaluation.Answer;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.Confidences;
import serlab.evaluation.ConfusionMatrix;
import serlab.experiment.Leaks.Leak;
import serlab.feature.cache.ClipPipeline;
import serlab.model.ModelBundle;
import serlab.model.ModelCard;
import serlab.training.DivergedException;
import serlab.training.Examples;
import serlab.training.Probabilities;
import serlab.training.Trainer;
import serlab.training.TrainingListener;
import serlab.training.TrainingResult;

/**
 * One training: a fold and a seed of an experiment. The scaler is fitted on training clips, the checkpoint chosen on
 * validation clips, and the test clips are looked at once, at the end; unless the experiment's leaks say otherwise. An
 * experiment that refits keeps a second network, which has trained on the validation clips too.
 */
record Trial(ExperimentSpec spec, TrialKey key, Split split) {
    /** The clips it trains on. */
    List<Clip> training() {
        return twoSets() ? Stream.concat(split.training().stream(), split.validation().stream()).toList()
                : split.training();
    }

    /** The clips that the epoch and the temperature are chosen on. */
    List<Clip> validation() {
        return twoSets() ? split.test() : split.validation();
    }

    /** The clips that the network that is kept has trained on. */
    List<Clip> fitted() {
        return spec.training().refits() ? Stream.concat(training().stream(), validation().stream()).toList() : training();
    }

    private boolean twoSets() {
        return spec.leaks().has(Leak.CHECKPOINT_ON_TEST);
    }

    /**
     * A network that has not seen its test clips.
     *
     * @param bundle     with the temperature that its validation clips ask for
     * @param validation what it says of these, temperature 1; where it was refitted, what the first network said
     * @param seconds    how long it took
     */
    record Trained(ModelBundle bundle, TrainingResult result, Normalizer normalizer, List<Answer> validation,
                   double seconds) {
    }

    Trained train(Prepared data, TrainingListener listener) {
        long start = System.nanoTime();
        List<String> labels = data.corpus().labels();
        Normalizer normalizer = Normalizer.of(spec, data, training());
        Examples training = data.trainingExamples(spec, training(), normalizer);
        Examples validation = data.examples(spec, validation(), normalizer);
        Trainer.Fitted fitted = trainer(labels).fit(untrained(normalizer, labels), training, validation, listener);
        ModelBundle bundle = fitted.bundle();
        List<Answer> validated = Probabilities.of(bundle, data.tested(spec, validation(), normalizer))
                .answers(validation());
        double temperature = Confidences.of(validated).temperature();
        return new Trained(bundle.withTemperature(temperature), fitted.result(), normalizer, validated,
                (System.nanoTime() - start) / 1e9);
    }

    /** The network to keep. */
    Trained fit(Prepared data, TrainingListener listener) {
        Trained first = train(data, listener);
        if (!spec.training().refits()) {
            return first;
        }
        long start = System.nanoTime();
        List<String> labels = data.corpus().labels();
        Normalizer normalizer = Normalizer.of(spec, data, fitted());
        ModelBundle bundle = trainer(labels).refit(untrained(normalizer, labels),
                data.trainingExamples(spec, fitted(), normalizer),
                new Trainer.Fitted(first.bundle(), first.result()), listener);
        return new Trained(bundle.withTemperature(first.bundle().inference().temperature()), first.result(), normalizer,
                first.validation(), first.seconds() + (System.nanoTime() - start) / 1e9);
    }

    private ModelBundle untrained(Normalizer normalizer, List<String> labels) {
        return ModelBundle.untrained(spec.name(), spec.model(), spec.features(), normalizer.common(), labels,
                spec.training().build(key.seed())).with(spec.inference());
    }

    private Trainer trainer(List<String> labels) {
        return new Trainer(spec.training(), spec.augment(), labels, key.seed());
    }

    TrialResult run(Prepared data, Path folder, Provenance provenance, TrainingListener listener) {
        long start = System.nanoTime();
        Trained trained = fit(data, listener);
        ModelBundle bundle = trained.bundle();
        List<Answer> tested = test(data, trained).answers(split.test());
        ConfusionMatrix confusion = ConfusionMatrix.of(data.corpus().labels(), tested);
        Path model = folder.resolve("model");
        tested(bundle).with(card(data, confusion, provenance)).save(model);
        return new TrialResult(key, trained.result(), confusion, tested, trained.validation(),
                bundle.inference().temperature(), bundle.parameters(), (System.nanoTime() - start) / 1e9, model);
    }

    /**
     * What the network says of the test clips, temperature 1.
     *
     * @throws DivergedException if that is no number
     */
    Probabilities test(Prepared data, Trained trained) {
        Probabilities said = Probabilities.of(trained.bundle(), data.tested(spec, split.test(), trained.normalizer()));
        if (!Double.isFinite(said.loss())) {
            throw new DivergedException(trained.result().bestEpoch(), "test loss is " + said.loss(),
                    spec.training().learningRate());
        }
        return said;
    }

    /** A bundle that knows how long the recordings were that it was tested on. */
    ModelBundle tested(ModelBundle bundle) {
        return bundle.features().ofRecordings() ? bundle.with(bundle.inference().tested(split.test().stream()
                .mapToDouble(clip -> AudioDecoder.decode(ClipPipeline.bytes(clip), clip.source().location()).durationSeconds())
                .max().orElse(0))) : bundle;
    }

    /** Its test clips that have a duplicate in training or validation. */
    DuplicateMark duplicates(Corpus corpus) {
        return DuplicateMark.of(corpus.duplicates(), List.of(split));
    }

    ModelCard card(Prepared data, ConfusionMatrix confusion, Provenance provenance) {
        ClassificationReport report = ClassificationReport.of(confusion);
        return new ModelCard(data.corpus().name(), data.corpus().synthetic(), data.fingerprint(), split.protocol(),
                split.speakerIndependent(), split.fingerprint(), key.fold(), key.seed(), fitted().size(),
                speakers(fitted()), split.test().size(), speakers(split.test()),
                duplicates(data.corpus()).across(), report.uar(),
                report.accuracy(), report.macro().f1(), provenance.version(), provenance.commit().orElse(""),
                ExperimentFile.yaml(spec.settings()));
    }

    private static int speakers(List<Clip> clips) {
        return (int) clips.stream().map(Clip::speaker).filter(speaker -> !speaker.isEmpty()).distinct().count();
    }
}
