package serlab.training.schedule;

import serlab.part.Catalog;
import serlab.part.Configured;

/** Learning-rate schedule: how the learning rate changes from step to step. */
public interface Schedule extends Configured {
    /** The schedules that experiment files can name. */
    static Catalog<Schedule> catalog() {
        return ScheduleTypes.ALL;
    }

    /** Epochs over which the rate rises to its first value in a straight line; 0 unless a component says so. */
    default int warmupEpochs() {
        return 0;
    }

    /**
     * Begins a training.
     *
     * @param epochs most passes over the training clips
     * @return the rates after the warm-up
     */
    Course begin(int epochs);

    /** The rates of a training, warm-up included (linear, Goyal et al. 2017). */
    default Course course(int epochs) {
        Course own = begin(epochs);
        int warmup = warmupEpochs();
        return warmup == 0 ? own : new Course() {
            @Override
            public double share(double epochsDone) {
                return epochsDone < warmup ? (epochsDone + 1e-3) / (warmup + 1e-3) * own.share(epochsDone)
                        : own.share(epochsDone);
            }

            @Override
            public void heard(double validationLoss) {
                own.heard(validationLoss);
            }
        };
    }

    /** Learning rates of one training. */
    interface Course {
        /**
         * The share of the first learning rate that the next step has.
         *
         * @param epochsDone whole and part epochs behind
         */
        double share(double epochsDone);

        /** Hears the validation loss at the end of an epoch. */
        default void heard(double validationLoss) {
        }
    }
}
