package serlab.sweep.engine;

import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import serlab.evaluation.Answer;
import serlab.experiment.TrainingKey;
import serlab.experiment.TrainingResult;
import serlab.experiment.Validation;
import serlab.training.Epoch;
import serlab.training.LearningCurve;

/**
 * The JSON form of a training in the store and in messages of workers.
 *
 * @param fold          fold number
 * @param seed          its seed
 * @param validationUar of the chosen epoch
 * @param bestEpoch     the chosen epoch, from 1
 * @param epochs        what every epoch measured, by the names metrics are tracked under
 * @param parameters    number of weights
 * @param seconds       it took
 * @param test          answers to the test clips, calibrated; empty where these were left alone
 */
record StoredTraining(int fold, long seed, double validationUar, int bestEpoch, List<Map<String, Double>> epochs,
                      long parameters, double seconds, List<Answer> test) {
    /** Makes JSON of trainings and back. */
    static SimpleModule module() {
        return new SimpleModule().addSerializer(TrainingResult.class, new StdDelegatingSerializer(TrainingResult.class,
                new StdConverter<TrainingResult, StoredTraining>() {
                    @Override
                    public StoredTraining convert(TrainingResult training) {
                        return of(training);
                    }
                })).addDeserializer(TrainingResult.class, new StdDelegatingDeserializer<>(
                new StdConverter<StoredTraining, TrainingResult>() {
                    @Override
                    public TrainingResult convert(StoredTraining stored) {
                        return stored.result();
                    }
                }));
    }

    private static StoredTraining of(TrainingResult training) {
        return new StoredTraining(training.key().fold(), training.key().seed(), training.validation().uar(),
                training.curve().bestEpoch(), training.curve().epochs().stream().map(Epoch::metrics).toList(),
                training.parameters(), training.seconds(), training.answers());
    }

    private TrainingResult result() {
        List<Epoch> all = new ArrayList<>();
        epochs.forEach(metrics -> all.add(Epoch.of(all.size() + 1, metrics)));
        return new TrainingResult(new TrainingKey("", fold, seed), List.of(), new LearningCurve(all, bestEpoch, ""), test,
                new Validation(validationUar, 1, List.of()), parameters, seconds, Optional.empty());
    }
}
