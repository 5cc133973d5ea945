package serlab.experiment;

import java.nio.file.Path;
import java.util.List;
import serlab.corpus.Clip;
import serlab.corpus.Split;
import serlab.evaluation.ClassificationReport;
import serlab.evaluation.ConfusionMatrix;
import serlab.experiment.Leaks.Leak;
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
        Normaliser normaliser = Normaliser.of(spec, data, split.training());
        Examples training = data.trainingExamples(spec, split.training(), normaliser);
        Examples validation = data.examples(spec,
                spec.leaks().has(Leak.CHECKPOINT_ON_TEST) ? split.test() : split.validation(), normaliser);
        ModelBundle bundle = ModelBundle.untrained(spec.name(), spec.model(), spec.features(), normaliser.common(),
                labels, spec.training().build(key.seed())).with(spec.inference());
        Trainer trainer = new Trainer(spec.training(), spec.augment(), labels, key.seed());
        TrainingResult result = trainer.fit(bundle, training, validation, listener);
        List<ClipPrediction> validated = predictions(bundle, data, split.validation(), normaliser);
        List<ClipPrediction> tested = predictions(bundle, data, split.test(), normaliser);
        double temperature = ClipPrediction.confidences(validated).temperature();
        ConfusionMatrix confusion = ClipPrediction.confusion(labels, tested);
        Path model = folder.resolve("model");
        bundle.with(card(data, confusion, provenance)).withTemperature(temperature).save(model);
        return new TrialResult(key, result, confusion, tested, validated, temperature, bundle.parameters(),
                (System.nanoTime() - start) / 1e9, model);
    }

    private List<ClipPrediction> predictions(ModelBundle bundle, Prepared data, List<Clip> clips,
                                             Normaliser normaliser) {
        return ClipPrediction.of(clips, Probabilities.of(bundle, data.tested(spec, clips, normaliser)));
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
