package serlab.augment;

import java.util.random.RandomGenerator;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/**
 * Stretch of a clip in time about its middle and a move along the bands, by linear interpolation: another tempo and,
 * on a mel scale, another pitch and vocal tract.
 */
@Part(name = "warp", does = "stretches the clip in time and moves it along the bands")
public record Warp(
        @Option(value = "0.1", min = 0, max = 0.5, meaning = "largest change of tempo, 0.1 for factors from 0.9 to 1.1")
        double time,
        @Option(value = "1.5", min = 0, max = 100, unit = "bands",
                meaning = "largest shift along the bands; 0 for coefficients, which have no neighbors") double bands)
        implements FeatureAugmentation {
    public Warp {
        Declaration.check(Warp.class, time, bands);
    }

    @Override
    public void apply(float[][] target, RandomGenerator chance) {
        apply(target, 1, chance);
    }

    @Override
    public void apply(float[][] target, int channels, RandomGenerator chance) {
        double factor = 1 + (2 * chance.nextDouble() - 1) * time;
        double shift = (2 * chance.nextDouble() - 1) * bands;
        int frames = target[0].length;
        float[] row = new float[frames];
        for (float[] band : target) {
            for (int i = 0; i < frames; i++) {
                row[i] = at(band, (i - (frames - 1) / 2.0) * factor + (frames - 1) / 2.0);
            }
            System.arraycopy(row, 0, band, 0, frames);
        }
        int rows = target.length / channels;
        for (int first = 0; bands > 0 && first < target.length; first += rows) {
            shift(target, first, rows, shift);
        }
    }

    private static void shift(float[][] target, int first, int rows, double shift) {
        float[] column = new float[rows];
        for (int i = 0; i < target[0].length; i++) {
            for (int band = 0; band < rows; band++) {
                column[band] = target[first + band][i];
            }
            for (int band = 0; band < rows; band++) {
                target[first + band][i] = at(column, band + shift);
            }
        }
    }

    /** The value between two neighbors; the outermost value beyond the ends. */
    private static float at(float[] values, double position) {
        double inside = Math.max(0, Math.min(values.length - 1, position));
        int left = (int) inside;
        int right = Math.min(values.length - 1, left + 1);
        float share = (float) (inside - left);
        return values[left] * (1 - share) + values[right] * share;
    }
}
