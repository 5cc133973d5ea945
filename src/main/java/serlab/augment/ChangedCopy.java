package serlab.augment;

import java.util.Arrays;
import java.util.SplittableRandom;
import serlab.audio.Waveform;
import serlab.feature.WaveformChange;

/**
 * One changed copy of every recording it is applied to. Its random choices depend on the seed, its number and the
 * recording's samples, and on nothing else.
 *
 * @param augmentation the kind of change
 * @param number       which of several copies
 * @param seed         seed of the experiment
 */
public record ChangedCopy(WaveformAugmentation augmentation, int number, long seed) implements WaveformChange {
    @Override
    public Waveform apply(Waveform waveform) {
        long own = 31L * (31L * seed + id().hashCode()) + Arrays.hashCode(waveform.samples());
        return augmentation.apply(waveform, new SplittableRandom(own));
    }

    @Override
    public String id() {
        return augmentation.settings() + " copy " + number + " seed " + seed;
    }

    @Override
    public String code() {
        return augmentation.codeVersion() == 1 ? "" : " code " + augmentation.codeVersion();
    }
}
