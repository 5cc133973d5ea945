package serlab.augment;

import java.util.random.RandomGenerator;

/** Draws made from the Beta distribution with both parameters alike. */
final class BetaDraw {
    private BetaDraw() {
    }

    /**
     * @param alpha both parameters, positive; below 1 the draws lie near 0 and 1
     * @return in [0, 1]
     */
    static double of(double alpha, RandomGenerator chance) {
        double first = gamma(alpha, chance);
        double share = first / (first + gamma(alpha, chance));
        return Double.isNaN(share) ? 1 : share;
    }

    /** A draw from the Gamma distribution with shape alpha and scale 1 (Marsaglia and Tsang 2000). */
    private static double gamma(double alpha, RandomGenerator chance) {
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
