package serlab.model.folded;

/** Probabilities of logits: their exponentials, divided by the sum. */
public final class Softmax {
    private Softmax() {
    }

    /** As many probabilities as logits, at least one; no logit is too large. */
    public static float[] of(double[] logits) {
        double highest = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            highest = Math.max(highest, logit);
        }
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit - highest);
        }
        float[] probabilities = new float[logits.length];
        for (int c = 0; c < logits.length; c++) {
            probabilities[c] = (float) (Math.exp(logits[c] - highest) / sum);
        }
        return probabilities;
    }
}
