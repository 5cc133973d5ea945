package serlab.augment;

import java.util.random.RandomGenerator;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/**
 * Mixture of the clips of a batch in pairs, features and targets alike. Source: Zhang et al., "mixup: beyond empirical risk
 * minimization", ICLR 2018.
 */
@Part(name = "mixup", does = "mixes the clips of a batch in pairs, features and targets alike")
public record Mixup(
        @Option(value = "0.2", min = 1e-3, max = 100,
                meaning = "both parameters of the Beta distribution of the first clip's share, drawn once a batch")
        double alpha) implements BatchAugmentation {
    public Mixup {
        Declaration.check(Mixup.class, alpha);
    }

    /** The first clip's share, at least a half: which of a pair comes first means nothing. */
    double share(RandomGenerator random) {
        double share = BetaDraw.of(alpha, random);
        return Math.max(share, 1 - share);
    }

    /** Row r is mixed with row (r + shift) mod n. */
    @Override
    public void apply(ClipBatch batch, RandomGenerator random) {
        float share = (float) share(random);
        int shift = 1 + random.nextInt(batch.rows() - 1);
        mix(batch.features(), batch.width(), batch.rows(), shift, share);
        mix(batch.targets(), batch.classes(), batch.rows(), shift, share);
    }

    private static void mix(float[] values, int width, int rows, int shift, float share) {
        float[] from = values.clone();
        for (int row = 0; row < rows; row++) {
            int other = (row + shift) % rows * width;
            for (int i = 0; i < width; i++) {
                values[row * width + i] = share * from[row * width + i] + (1 - share) * from[other + i];
            }
        }
    }
}
