package serlab.training;

import java.util.List;
import serlab.evaluation.ClassificationReport;
import serlab.model.HeadSpec;
import serlab.model.ModelBundle;
import serlab.model.ModelHead;
import serlab.model.head.Rows;

/**
 * Learns a head at once: every changed copy of a training clip is an example of its own, whose clips are those held out with
 * it in cross-validation. What it measures afterwards stands as the only epoch.
 *
 * @param spec of whose settings the class weights count
 * @param seed of whatever is left to chance
 */
record HeadTrainer(TrainingSpec spec, long seed) {
    private static final int MONITORED = 256;

    Trainer.Fitted fit(ModelBundle bundle, Examples training, Examples validation, TrainingListener listener) {
        long start = System.nanoTime();
        ModelHead.Learned learned = ModelHead.learn((HeadSpec) bundle.spec(), rows(bundle, training), seed);
        double seconds = (System.nanoTime() - start) / 1e9;
        ModelBundle fitted = bundle.with(learned.classifier());
        Probabilities seen = Probabilities.of(fitted, List.of(training.sample(MONITORED)));
        Probabilities unseen = Probabilities.of(fitted, List.of(validation));
        ClassificationReport report = unseen.report(bundle.labels());
        Epoch epoch = new Epoch(1, seen.loss(), seen.report(bundle.labels()).uar(), unseen.loss(), report.uar(),
                report.accuracy(), 0, training.size() / seconds);
        listener.epochDone(epoch, true);
        return new Trainer.Fitted(fitted, new LearningCurve(List.of(epoch), 1, learned.choice()), learned.heldOut());
    }

    /** Learns of other clips what a head has learned, with the setting that was chosen then. */
    ModelBundle refit(ModelBundle first, ModelBundle bundle, Examples training) {
        return bundle.with(((ModelHead) first.weights()).again((HeadSpec) bundle.spec(), rows(bundle, training), seed));
    }

    private Rows rows(ModelBundle bundle, Examples training) {
        Examples used = training.withCopiesAsExamples();
        double[] weights = new double[used.size()];
        double[] byClass = spec.targets().weights(used, bundle.labels().size());
        float[][] rows = new float[used.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = used.row(i);
            weights[i] = byClass == null ? 1 : byClass[used.classes()[i]];
        }
        return new Rows(rows, used.classes(), bundle.labels().size(), weights, used.groups(), training.size());
    }
}
