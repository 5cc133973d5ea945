package serlab.augment;

import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Mixes the clips of a batch in pairs, features and targets alike. Source: Zhang et al., "mixup: beyond empirical risk
 * minimization", ICLR 2018.
 *
 * @param alpha both parameters of the Beta distribution that the first clip's share is drawn from, one draw a batch
 */
public record Mixup(double alpha) implements Augmentation {
    static final String TYPE = "mixup";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Map<String, Object> settings() {
        return Augmentation.settings(TYPE, "alpha", alpha);
    }

    /** The first clip's share, at least a half: which of a pair comes first means nothing. */
    public double share(RandomGenerator chance) {
        double first = gamma(chance);
        double share = first / (first + gamma(chance));
        return Double.isNaN(share) ? 1 : Math.max(share, 1 - share);
    }

    /** A draw from the Gamma distribution with shape alpha and scale 1 (Marsaglia and Tsang 2000). */
    private double gamma(RandomGenerator chance) {
        double boost = alpha < 1 ? Math.pow(1 - chance.nextDouble(), 1 / alpha) : 1;
        double d = (alpha < 1 ? alpha + 1 : alpha) - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = chance.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(1 - chance.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return boost * d * v;
            }
        }
    }
}
