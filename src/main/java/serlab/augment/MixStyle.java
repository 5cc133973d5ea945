package serlab.augment;

import java.util.random.RandomGenerator;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/**
 * Transfer of some of the voice and the recording conditions of another training clip: the mean and the standard
 * deviation over time of each of its bands are moved towards those of the other, and what it says and how it moves stays
 * its own. Targets stay as they are.
 *
 * <p>Source: Zhou et al., "Domain generalization with MixStyle", ICLR 2021, on the frequency bands of the input as in
 * Schmid et al. and Kim et al., DCASE 2022 (Freq-MixStyle).
 */
@Part(name = "mix-style", does = "moves each band's mean and deviation over time towards those of another training clip")
public record MixStyle(
        @Option(value = "0.3", min = 1e-3, max = 100,
                meaning = "both parameters of the Beta distribution of the clip's own share, drawn for every clip")
        double alpha,
        @Option(value = "0.5", min = 0, max = 1, meaning = "probability that a clip is changed") double chance,
        @Option(value = "any", meaning = "which other clips it may be mixed with") Partners partners)
        implements PartnerAugmentation {
    /** Bands that hardly move are not blown up. */
    private static final double LEAST = 1e-3;

    public MixStyle {
        Declaration.check(MixStyle.class, alpha, chance, partners);
    }

    /** The clip's own share of its style. */
    double share(RandomGenerator random) {
        return BetaDraw.of(alpha, random);
    }

    @Override
    public void apply(ClipWindow target, ClipWindow partner, RandomGenerator random) {
        mix(target.values(), target.from(), target.to(), partner.values(), partner.from(), partner.to(), share(random));
    }

    /**
     * Changes {@code target} in place, except for its padding.
     *
     * @param target  scaled, {@code float[bands][frames]}
     * @param from    first frame that is not padding
     * @param to      first frame of the padding behind
     * @param partner the other clip, scaled, {@code float[bands][frames]}
     * @param first   first frame of the partner that is not padding
     * @param end     first frame of the padding behind it
     * @param share   the clip's own share, 1 to leave it as it is
     */
    static void mix(float[][] target, int from, int to, float[][] partner, int first, int end, double share) {
        for (int band = 0; band < target.length; band++) {
            double mean = mean(target[band], from, to);
            double otherMean = mean(partner[band], first, end);
            double deviation = deviation(target[band], from, to, mean);
            double factor = share + (1 - share) * deviation(partner[band], first, end, otherMean) / deviation;
            double shifted = share * mean + (1 - share) * otherMean;
            for (int frame = from; frame < to; frame++) {
                target[band][frame] = (float) ((target[band][frame] - mean) * factor + shifted);
            }
        }
    }

    private static double mean(float[] band, int from, int to) {
        double sum = 0;
        for (int frame = from; frame < to; frame++) {
            sum += band[frame];
        }
        return sum / Math.max(1, to - from);
    }

    private static double deviation(float[] band, int from, int to, double mean) {
        double sum = 0;
        for (int frame = from; frame < to; frame++) {
            sum += (band[frame] - mean) * (band[frame] - mean);
        }
        return Math.max(LEAST, Math.sqrt(sum / Math.max(1, to - from)));
    }
}
