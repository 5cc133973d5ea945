package serlab.training.schedule;

import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/** The same rate to the end. */
@Part(name = "constant", does = "the same rate to the end")
public record ConstantSchedule(@Option(like = PlateauSchedule.class) int warmupEpochs) implements Schedule {
    public ConstantSchedule {
        Declaration.check(ConstantSchedule.class, warmupEpochs);
    }

    @Override
    public Course begin(int epochs) {
        return epochsDone -> 1;
    }
}
