package serlab.augment;

import java.util.Map;
import java.util.random.RandomGenerator;
import serlab.Settings;
import serlab.feature.Scaler;

/**
 * Gives a training clip the voice of another training speaker, as far as that is the mean and the deviation of each band
 * over all that the speaker says: they are moved from those of the clip's speaker towards those of the other. How a clip
 * differs from what its speaker usually sounds like stays its own, and its target with it. {@link MixStyle} does this with
 * the moments of single clips, which hold the emotion too; here only what a standardization per speaker takes away is
 * changed.
 *
 * @param alpha  both parameters of the Beta distribution that the share of the clip's own speaker is drawn from, for every
 *               clip anew
 * @param chance probability that a clip is changed
 */
public record SpeakerStyle(double alpha, double chance) implements Augmentation {
    static final String TYPE = "speaker-style";

    static SpeakerStyle read(Settings settings) {
        return new SpeakerStyle(settings.number("alpha", 1, 1e-3, 100), settings.number("chance", 0.5, 0, 1));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Map<String, Object> settings() {
        return Augmentation.settings(TYPE, "alpha", alpha, "chance", chance);
    }

    /** The share of the clip's own speaker. */
    public double share(RandomGenerator random) {
        return BetaDraw.of(alpha, random);
    }

    /**
     * What changes the voice and then standardizes, in one.
     *
     * @param common what standardizes the clips, per band or global
     * @param own    mean and deviation per band of the clip's speaker
     * @param other  those of the other speaker
     * @param share  of the clip's own speaker, 1 to leave the voice as it is
     */
    public static Scaler between(Scaler common, Scaler own, Scaler other, double share) {
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
