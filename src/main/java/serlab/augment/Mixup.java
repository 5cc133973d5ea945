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
        double share = BetaDraw.of(alpha, chance);
        return Math.max(share, 1 - share);
    }
}
