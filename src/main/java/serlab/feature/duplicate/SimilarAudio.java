package serlab.feature.duplicate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Search for fingerprints that may be of one recording. Two that share a word are laid over each other so that the shared
 * words meet, and the bits of the frames that are active in both are compared.
 *
 * <p>Source: Haitsma and Kalker, section 5. Difference: words are looked up as they are, without flipped bits, since
 * whole recordings share many.
 */
final class SimilarAudio {
    /** On RAVDESS the same recording stays below 0.1, and the closest two takes differ in 0.22 of their bits. */
    static final double MOST_WRONG_BITS = 0.3;
    /** Half a second. */
    private static final int LEAST_FRAMES = 31;
    /** Of the active frames of the one that has fewer. */
    private static final double LEAST_OVERLAP = 0.7;
    /** A word that stands in more frames than this tells nothing. */
    private static final int COMMON_WORD = 64;

    private final List<Fingerprint> prints;
    /** First frame of each print when all are laid end to end. */
    private final int[] starts;
    private final Set<Long> tried = new HashSet<>();
    private final Map<Long, Candidate> best = new HashMap<>();

    private SimilarAudio(List<Fingerprint> prints) {
        this.prints = List.copyOf(prints);
        this.starts = new int[prints.size()];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = starts[i - 1] + prints.get(i - 1).words().length;
        }
    }

    /**
     * Two recordings that may be one.
     *
     * @param first     position in the list
     * @param second    another position
     * @param lagFrames frame of the first minus the frame of the second that it equals
     * @param wrongBits share of bits that differ, 0 to {@value #MOST_WRONG_BITS}
     */
    record Candidate(int first, int second, int lagFrames, double wrongBits) {
    }

    /** All candidates, each pair at its best lag, sorted by position. */
    static List<Candidate> among(List<Fingerprint> prints) {
        SimilarAudio search = new SimilarAudio(prints);
        search.run();
        return search.best.values().stream()
                .sorted(Comparator.comparingInt(Candidate::first).thenComparingInt(Candidate::second)).toList();
    }

    private void run() {
        long[] index = index();
        int from = 0;
        while (from < index.length) {
            int to = from + 1;
            while (to < index.length && index[to] >>> Integer.SIZE == index[from] >>> Integer.SIZE) {
                to++;
            }
            if (to - from <= COMMON_WORD) {
                compareAll(Arrays.copyOfRange(index, from, to));
            }
            from = to;
        }
    }

    /** Active frames of all prints: word in the upper half, number of the frame in the lower; sorted. */
    private long[] index() {
        long[] index = new long[prints.stream().mapToInt(print -> print.active().cardinality()).sum()];
        int at = 0;
        for (int i = 0; i < starts.length; i++) {
            Fingerprint print = prints.get(i);
            for (int n = print.active().nextSetBit(0); n >= 0; n = print.active().nextSetBit(n + 1)) {
                index[at++] = (long) print.words()[n] << Integer.SIZE | starts[i] + n;
            }
        }
        Arrays.sort(index);
        return index;
    }

    /** Compares the prints of frames that share a word. */
    private void compareAll(long[] frames) {
        int[] owners = Arrays.stream(frames).mapToInt(frame -> owner((int) frame)).toArray();
        for (int i = 0; i < frames.length; i++) {
            for (int j = i + 1; j < frames.length; j++) {
                if (owners[i] != owners[j]) {
                    compare(owners[i], (int) frames[i] - starts[owners[i]], owners[j],
                            (int) frames[j] - starts[owners[j]]);
                }
            }
        }
    }

    private void compare(int a, int frameOfA, int b, int frameOfB) {
        int lag = frameOfA - frameOfB;
        long pair = (long) a * prints.size() + b;
        int lags = prints.get(a).words().length + prints.get(b).words().length;
        if (!tried.add(pair << Integer.SIZE | (lag + lags & 0xFFFF_FFFFL))) {
            return;
        }
        double wrong = wrongBits(prints.get(a), prints.get(b), lag);
        if (wrong <= MOST_WRONG_BITS) {
            best.merge(pair, new Candidate(a, b, lag, wrong),
                    (known, found) -> found.wrongBits() < known.wrongBits() ? found : known);
        }
    }

    private int owner(int frame) {
        int at = Arrays.binarySearch(starts, frame);
        return at >= 0 ? at : -at - 2;
    }

    /** Share of wrong bits; 1 if too few frames are active in both. */
    private static double wrongBits(Fingerprint a, Fingerprint b, int lag) {
        int frames = 0;
        int wrong = 0;
        for (int n = Math.max(0, lag); n < Math.min(a.words().length, b.words().length + lag); n++) {
            if (a.active().get(n) && b.active().get(n - lag)) {
                frames++;
                wrong += Integer.bitCount(a.words()[n] ^ b.words()[n - lag]);
            }
        }
        int fewer = Math.min(a.active().cardinality(), b.active().cardinality());
        boolean enough = frames >= LEAST_FRAMES && frames >= LEAST_OVERLAP * fewer;
        return enough ? wrong / (double) (frames * Integer.SIZE) : 1;
    }
}
