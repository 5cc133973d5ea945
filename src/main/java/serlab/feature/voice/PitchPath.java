package serlab.feature.voice;

/**
 * The cheapest way through the candidates of all frames, or past them where a frame is unvoiced (Viterbi). A candidate costs what it
 * lacks in voicing, more if that is below the cut-off; being unvoiced costs where a candidate is above it; so do jumps, per octave,
 * and changes between voiced and unvoiced. The costs were fitted to what openSMILE 2.6.0 calls voiced.
 */
final class PitchPath {
    private static final double CUT_OFF = 0.70;
    private static final double LACK = 10.2;
    private static final double BELOW_CUT_OFF = 0.39;
    private static final double ABOVE_CUT_OFF = 6.2;
    private static final double OCTAVE = 1.4;
    private static final double CHANGE = 4;

    private PitchPath() {
    }

    /**
     * Chooses.
     *
     * @param hz      {@code [frames][candidates]}, 0 where there is none
     * @param voicing as wide
     * @return the chosen frequencies, NaN where a frame is unvoiced
     */
    static double[] choose(double[][] hz, double[][] voicing) {
        int states = SubharmonicSum.CANDIDATES + 1;
        int unvoiced = states - 1;
        int[][] from = new int[hz.length][states];
        double[] costs = new double[states];
        double[] next = new double[states];
        double[][] octaves = new double[2][SubharmonicSum.CANDIDATES];
        for (int t = 0; t < hz.length; t++) {
            double[] now = octaves[t % 2];
            double[] before = octaves[(t + 1) % 2];
            for (int to = 0; to < states; to++) {
                if (to < unvoiced) {
                    now[to] = hz[t][to] > 0 ? Math.log(hz[t][to]) / Math.log(2) : 0;
                }
                double own = own(voicing[t], to, unvoiced);
                double best = t == 0 ? 0 : Double.POSITIVE_INFINITY;
                for (int back = 0; back < states && t > 0; back++) {
                    double change = back == unvoiced || to == unvoiced ? back == to ? 0 : CHANGE
                            : OCTAVE * Math.abs(now[to] - before[back]);
                    if (costs[back] + change < best) {
                        best = costs[back] + change;
                        from[t][to] = back;
                    }
                }
                next[to] = best + own;
            }
            double[] swap = costs;
            costs = next;
            next = swap;
        }
        return back(hz, from, costs);
    }

    private static double own(double[] voicing, int state, int unvoiced) {
        if (state == unvoiced) {
            return voicing[0] >= CUT_OFF ? ABOVE_CUT_OFF : 0;
        }
        return Double.isInfinite(voicing[state]) ? 1e9
                : LACK * (1 - voicing[state]) + (voicing[state] < CUT_OFF ? BELOW_CUT_OFF : 0);
    }

    private static double[] back(double[][] hz, int[][] from, double[] costs) {
        int state = 0;
        for (int other = 1; other < costs.length; other++) {
            state = costs[other] < costs[state] ? other : state;
        }
        double[] path = new double[hz.length];
        for (int t = hz.length - 1; t >= 0; t--) {
            path[t] = state < SubharmonicSum.CANDIDATES ? hz[t][state] : Double.NaN;
            state = from[t][state];
        }
        return path;
    }
}
