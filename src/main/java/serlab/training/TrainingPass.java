package serlab.training;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import serlab.training.schedule.Schedule;

/** What passes over the training clips share, all of which goes on from one epoch to the next. */
record TrainingPass(ComputationGraph network, BatchesAhead batches, ClipOrder order, CountedChance chance, Schedule.Course rates,
                    AveragedWeights averaged, SelfDistillation distillation, TrainingListener listener) {
    private static final float[] NONE = new float[0];

    /** Everything as it is now, at the end of an epoch. */
    TrainingState state(List<Epoch> epochs, INDArray chosen, double seconds) {
        INDArray moments = network.getUpdater().getStateViewArray();
        return new TrainingState(epochs, chance.steps(), Nd4j.getRandom().rootState(), Nd4j.getRandom().nodeState(),
                network.getIterationCount(), averaged.steps(), network.params().toFloatVector(), chosen.toFloatVector(),
                averaged.average(), moments == null ? NONE : moments.toFloatVector(), seconds);
    }

    /** Makes everything as it was at the end of the last epoch of a state; its epochs have not been listened to. */
    void resume(TrainingState state) {
        set(network.params(), state.weights());
        if (state.moments().length > 0) {
            set(network.getUpdater().getStateViewArray(), state.moments());
        }
        network.getConfiguration().setIterationCount(state.iterations());
        averaged.resume(state.average(), state.averagings());
        chance.advanceTo(state.chance());
        state.epochs().forEach(epoch -> rates.heard(epoch.validationLoss()));
        averaged.lend(network);
        distillation.epochDone(state.epochs().size(), network);
        averaged.restore(network);
        Nd4j.getRandom().setStates(state.rootState(), state.nodeState());
    }

    /** Writes values over those of an array. */
    static void set(INDArray array, float[] values) {
        array.assign(Nd4j.createFromArray(values).reshape(array.shape()));
    }
}
