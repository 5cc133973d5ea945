package serlab.experiment;

import java.nio.file.Path;
import java.util.List;
import serlab.corpus.Split;
import serlab.experiment.Leaks.Leak;
import serlab.feature.Scaler;
import serlab.model.ModelBundle;
import serlab.training.Examples;
import serlab.training.Probabilities;
import serlab.training.Trainer;
import serlab.training.TrainingListener;
import serlab.training.TrainingResult;

/**
 * One training: a fold and a seed of an experiment. The scaler is fitted on training clips, the checkpoint chosen on
 * validation clips, and the test clips are looked at once, at the end; unless the experiment's leaks say otherwise.
 */
record Trial(ExperimentSpec spec, TrialKey key, Split split) {

    /** A network that has not seen its test clips, and how long it took. */
    record Trained(ModelBundle bundle, TrainingResult result, Scaler scaler, double seconds) {
    }

    Trained train(Prepared data, TrainingListener listener) {
        long start = System.nanoTime();
        List<String> labels = data.corpus().labels();
        Scaler scaler = Scaler.fit(data.matrices(spec.features(),
                spec.leaks().has(Leak.SCALER_ON_EVERYTHING) ? data.corpus().clips() : split.training()));
        Examples training = data.trainingExamples(spec, split.training(), scaler);
        Examples validation = data.examples(spec.features(),
                spec.leaks().has(Leak.CHECKPOINT_ON_TEST) ? split.test() : split.validation(), scaler);
        ModelBundle bundle = ModelBundle.untrained(spec.name(), spec.model(), spec.features(), scaler, labels,
                spec.training().build(key.seed()));
        Trainer trainer = new Trainer(spec.training(), spec.augment(), labels, key.seed());
        TrainingResult result = trainer.fit(bundle, training, validation, listener);
        return new Trained(bundle, result, scaler, (System.nanoTime() - start) / 1e9);
    }

    TrialResult run(Prepared data, Path folder, TrainingListener listener) {
        long start = System.nanoTime();
        Trained trained = train(data, listener);
        ModelBundle bundle = trained.bundle();
        Probabilities test = test(data, trained);
        Path model = folder.resolve("model");
        bundle.save(model);
        return new TrialResult(key, trained.result(), test.confusion(data.corpus().labels()),
                ClipPrediction.of(split.test(), test), bundle.parameters(),
                (System.nanoTime() - start) / 1e9, model);
    }

    Probabilities test(Prepared data, Trained trained) {
        return Probabilities.of(trained.bundle(), data.examples(spec.features(), split.test(), trained.scaler()));
    }
}
