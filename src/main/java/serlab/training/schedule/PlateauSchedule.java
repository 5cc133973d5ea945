package serlab.training.schedule;

import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Options;
import serlab.part.Part;

/** Reduction on plateau: the rate falls when the validation loss has not fallen for some epochs. */
@Part(name = PlateauSchedule.NAME, does = "lowers the rate when the validation loss has not fallen for some epochs")
public record PlateauSchedule(
        @Option(value = "0", min = 0, max = 100_000, unit = "epochs",
                meaning = "time over which the rate rises to its first value")
        int warmupEpochs,
        @Options Reduction reduction) implements Schedule {
    /** Its name in files. */
    public static final String NAME = "plateau";

    public PlateauSchedule {
        Declaration.check(PlateauSchedule.class, warmupEpochs, reduction);
    }

    /** Half the rate after 4 epochs, without warm-up. */
    public static PlateauSchedule standard() {
        return Declaration.of(PlateauSchedule.class).standard();
    }

    @Override
    public Course begin(int epochs) {
        return new Plateau(reduction);
    }

    /** How often the rate has fallen. */
    private static final class Plateau implements Course {
        private final Reduction reduction;
        private double share = 1;
        private double lowest = Double.POSITIVE_INFINITY;
        private int since;

        Plateau(Reduction reduction) {
            this.reduction = reduction;
        }

        @Override
        public double share(double epochsDone) {
            return share;
        }

        @Override
        public void heard(double validationLoss) {
            if (validationLoss < lowest) {
                lowest = validationLoss;
                since = 0;
            } else if (++since >= reduction.reducePatience()) {
                share *= reduction.reduceFactor();
                since = 0;
            }
        }
    }
}
