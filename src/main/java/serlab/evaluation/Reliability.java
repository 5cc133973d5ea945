package serlab.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Items in bins of the highest probability, each bin from its lower end (not included) to its upper end.
 *
 * @param bins in ascending order, {@value #BINS} of equal width over 0 to 1
 */
public record Reliability(List<Bin> bins) {
    /** As in Guo et al. 2017. */
    public static final int BINS = 15;

    public Reliability {
        bins = List.copyOf(bins);
    }

    /**
     * One bin.
     *
     * @param items      number of items in it
     * @param confidence mean of their highest probabilities; 0 without items
     * @param accuracy   share of them that are right; 0 without items
     */
    public record Bin(int items, double confidence, double accuracy) {
    }

    static Reliability of(Confidences confidences) {
        int[] items = new int[BINS];
        double[] sure = new double[BINS];
        int[] right = new int[BINS];
        for (int i = 0; i < confidences.truth().length; i++) {
            float[] probabilities = confidences.probabilities()[i];
            int best = Answer.mostProbable(probabilities);
            int bin = (int) Math.max(0, Math.min(BINS - 1, Math.ceil((double) probabilities[best] * BINS) - 1));
            items[bin]++;
            sure[bin] += probabilities[best];
            right[bin] += best == confidences.truth()[i] ? 1 : 0;
        }
        List<Bin> bins = new ArrayList<>();
        for (int b = 0; b < BINS; b++) {
            bins.add(items[b] == 0 ? new Bin(0, 0, 0)
                    : new Bin(items[b], sure[b] / items[b], (double) right[b] / items[b]));
        }
        return new Reliability(bins);
    }

    /**
     * Expected calibration error: the distance between confidence and accuracy, averaged over items. Source: Naeini,
     * Cooper and Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", AAAI 2015.
     */
    public double expectedCalibrationError() {
        double sum = 0;
        long items = 0;
        for (Bin bin : bins) {
            sum += bin.items() * Math.abs(bin.accuracy() - bin.confidence());
            items += bin.items();
        }
        return sum / items;
    }
}
