package serlab.augment;

import java.util.random.RandomGenerator;
import serlab.feature.Scaler;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/**
 * Loan of the voice of another training speaker to a training clip, as far as that is the mean and the deviation of each
 * band over all that the speaker says: they are moved from those of the clip's speaker towards those of the other. How a clip
 * differs from what its speaker usually sounds like stays its own, and its target with it. {@link MixStyle} does this with
 * the moments of single clips, which hold the emotion too; here only what a standardization per speaker takes away is
 * changed.
 */
@Part(name = "speaker-style", does = "gives a clip the mean and deviation of another training speaker's bands")
public record SpeakerStyle(
        @Option(value = "1", min = 1e-3, max = 100,
                meaning = "both parameters of the Beta distribution of the own speaker's share, drawn for every clip")
        double alpha,
        @Option(like = MixStyle.class) double chance) implements VoiceAugmentation {
    public SpeakerStyle {
        Declaration.check(SpeakerStyle.class, alpha, chance);
    }

    @Override
    public Scaler scaler(Scaler common, Scaler own, Scaler other, RandomGenerator random) {
        return between(common, own, other, BetaDraw.of(alpha, random));
    }

    /**
     * What changes the voice and then standardizes, in one.
     *
     * @param common what standardizes the clips, per band or global
     * @param own    mean and deviation per band of the clip's speaker
     * @param other  those of the other speaker
     * @param share  of the clip's own speaker, 1 to leave the voice as it is
     */
    static Scaler between(Scaler common, Scaler own, Scaler other, double share) {
        int bands = own.mean().length;
        float[] mean = new float[bands];
        float[] deviation = new float[bands];
        for (int band = 0; band < bands; band++) {
            int place = common.kind() == Scaler.Kind.GLOBAL ? 0 : band;
            double factor = share + (1 - share) * other.std()[band] / own.std()[band];
            double middle = share * own.mean()[band] + (1 - share) * other.mean()[band];
            mean[band] = (float) (own.mean()[band] - (middle - common.mean()[place]) / factor);
            deviation[band] = (float) (common.std()[place] / factor);
        }
        return new Scaler(Scaler.Kind.PER_BAND, mean, deviation, common.bound(), common.furthest());
    }
}
