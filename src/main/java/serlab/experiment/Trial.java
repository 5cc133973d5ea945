package serlab.experiment;

import java.nio.file.Path;
import java.util.List;
import serlab.corpus.Clip;
import serlab.corpus.Split;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.ConfusionMatrix;
import serlab.experiment.Leaks.Leak;
import serlab.feature.Scaler;
import serlab.model.ModelBundle;
import serlab.model.ModelCard;
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

    TrialResult run(Prepared data, Path folder, Provenance provenance, TrainingListener listener) {
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
        Probabilities test = Probabilities.of(bundle, data.examples(spec.features(), split.test(), scaler));
        Path model = folder.resolve("model");
        ConfusionMatrix confusion = test.confusion(labels);
        bundle.with(card(data, confusion, provenance)).save(model);
        return new TrialResult(key, result, confusion, bundle.parameters(), (System.nanoTime() - start) / 1e9, model);
    }

    private ModelCard card(Prepared data, ConfusionMatrix confusion, Provenance provenance) {
        ClassificationReport report = ClassificationReport.of(confusion);
        return new ModelCard(data.corpus().name(), data.corpus().synthetic(), data.fingerprint(), split.protocol(),
                split.speakerIndependent(), split.fingerprint(), key.fold(), key.seed(), split.training().size(),
                speakers(split.training()), split.test().size(), speakers(split.test()), report.uar(),
                report.accuracy(), report.macro().f1(), provenance.version(), provenance.commit().orElse(""),
                ExperimentFile.yaml(spec.settings()));
    }

    private static int speakers(List<Clip> clips) {
        return (int) clips.stream().map(Clip::speaker).filter(speaker -> !speaker.isEmpty()).distinct().count();
    }
}
