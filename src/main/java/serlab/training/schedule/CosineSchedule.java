package serlab.training.schedule;

import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/** Half a cosine from the first rate to 0 (Loshchilov and Hutter, "SGDR", ICLR 2017, without restarts). */
@Part(name = "cosine", does = "half a cosine from the first rate to 0 in the last epoch")
public record CosineSchedule(@Option(like = PlateauSchedule.class) int warmupEpochs) implements Schedule {
    public CosineSchedule {
        Declaration.check(CosineSchedule.class, warmupEpochs);
    }

    @Override
    public Course begin(int epochs) {
        return epochsDone -> 0.5 * (1 + Math.cos(Math.PI * Math.min(1, epochsDone / epochs)));
    }
}
