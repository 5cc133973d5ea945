package serlab.predict;

import serlab.model.ModelBundle;

/** Length of the sound that a model is to hear at once while somebody speaks: that of the recordings it was made for. */
public final class ListeningWindow {
    private static final double SHORTEST_SECONDS = 1;
    private static final double LONGEST_SECONDS = 10;
    /** Of a model that sums up recordings of any length, and of which nothing else is known. */
    private static final double USUAL_SECONDS = 4;

    private ListeningWindow() {
    }

    /**
     * The length of the model's input. A model that sums up recordings of any length was tested on some up to a known
     * length, silent ends included: it gets {@value #USUAL_SECONDS} s, or that length if it is shorter. Never less than
     * {@value #SHORTEST_SECONDS} s nor more than {@value #LONGEST_SECONDS} s.
     */
    public static double seconds(ModelBundle model) {
        double input = new Windows(model.features(), model.inference()).seconds();
        double tested = model.inference().testedSeconds();
        double usual = tested > 0 ? Math.min(tested, USUAL_SECONDS) : USUAL_SECONDS;
        return Math.max(SHORTEST_SECONDS, Math.min(LONGEST_SECONDS, Double.isFinite(input) ? input : usual));
    }
}
