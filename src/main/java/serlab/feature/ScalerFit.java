package serlab.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import serlab.InvalidInputException;
import serlab.feature.Scaler.Kind;
import serlab.feature.dsp.Moments;

/**
 * Means and deviations of training clips on their way to a {@link Scaler}.
 *
 * @param moments per place
 */
record ScalerFit(Kind kind, List<float[][]> training, List<Moments> moments) {
    /** Least part of the deviation that values of the same unit have: root mean square over those that vary. */
    private static final double LEAST_DEVIATION = 0.1;
    /** The bound is the largest standardized value of a training clip, within these. */
    private static final double LEAST_BOUND = 6;
    static final double MOST_BOUND = 10;
    /** Half a deviation is no distance, however alike the training clips are. */
    private static final double LEAST_FURTHEST = 0.5;

    /** @throws InvalidInputException as {@link Scaler#fit(Kind, List)} */
    static ScalerFit of(Kind kind, List<float[][]> training) {
        if (training.isEmpty()) {
            throw new InvalidInputException("a scaler needs at least one training clip; got none");
        }
        int bands = training.get(0).length;
        int frames = training.get(0)[0].length;
        for (float[][] clip : training) {
            Scaler.checkBands(clip, bands);
            if (kind == Kind.PER_VALUE) {
                Scaler.checkFrames(clip, frames);
            }
        }
        int places = switch (kind) {
            case PER_BAND -> bands;
            case GLOBAL -> 1;
            case PER_VALUE -> bands * frames;
        };
        List<Moments> moments = new ArrayList<>();
        for (int place = 0; place < places; place++) {
            moments.add(switch (kind) {
                case PER_BAND -> Moments.of(training, place, place + 1, 0, Integer.MAX_VALUE);
                case GLOBAL -> Moments.of(training, 0, bands, 0, Integer.MAX_VALUE);
                case PER_VALUE -> Moments.of(training, place / frames, place / frames + 1, place % frames,
                        place % frames + 1);
            });
        }
        return new ScalerFit(kind, training, moments);
    }

    /** The moments as they are. */
    Scaler plain() {
        return scaler(new double[moments.size()]);
    }

    /** With the least deviation of each unit and a bound, as {@link Scaler#fit(FeatureSpec, List)} says. */
    Scaler bounded(int[] units) {
        Scaler free = scaler(units.length == moments.size() ? leastDeviations(units) : new double[moments.size()]);
        double largest = training.stream().map(free::apply).mapToDouble(ScalerFit::largest).max().orElseThrow();
        Scaler bounded = free.boundedBy(Math.max(LEAST_BOUND, Math.min(MOST_BOUND, largest)), Double.POSITIVE_INFINITY);
        double furthest = training.stream().mapToDouble(bounded::distance).max().orElseThrow();
        return bounded.boundedBy(bounded.bound(), Math.max(LEAST_FURTHEST, furthest));
    }

    /** @param least deviation per place; where it is 0 too, the deviation is 1 */
    private Scaler scaler(double[] least) {
        float[] mean = new float[moments.size()];
        float[] std = new float[moments.size()];
        for (int place = 0; place < mean.length; place++) {
            double deviation = Math.max(least[place], moments.get(place).deviation());
            mean[place] = (float) moments.get(place).mean();
            std[place] = deviation == 0 ? 1 : (float) deviation;
        }
        return new Scaler(kind, mean, std);
    }

    private double[] leastDeviations(int[] units) {
        double[] least = new double[units.length];
        for (int unit : Arrays.stream(units).distinct().toArray()) {
            int[] places = IntStream.range(0, units.length).filter(place -> units[place] == unit).toArray();
            double usual = Math.sqrt(Arrays.stream(places).mapToDouble(place -> moments.get(place).deviation())
                    .filter(deviation -> deviation > 0).map(deviation -> deviation * deviation).average().orElse(0));
            Arrays.stream(places).forEach(place -> least[place] = LEAST_DEVIATION * usual);
        }
        return least;
    }

    private static double largest(float[][] standard) {
        double largest = 0;
        for (float[] band : standard) {
            for (float value : band) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        return largest;
    }
}
