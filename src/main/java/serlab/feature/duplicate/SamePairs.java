package serlab.feature.duplicate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import serlab.audio.Waveform;

/**
 * Search for the pairs of recordings that are one, but for encoding, rate, gain, noise, cut ends, pitch, tempo or speed. Of
 * all pairs the most alike by their prints are candidates; waveforms or spectrograms then prove them.
 */
public final class SamePairs {
    /** Candidates by contour for each recording. */
    private static final int CANDIDATES = 8;

    private final List<SoundPrint> prints;
    private final IntFunction<Waveform> waveforms;
    private final IntFunction<Detail> details;

    private SamePairs(List<SoundPrint> prints, IntFunction<Waveform> waveforms, IntFunction<Detail> details) {
        this.prints = prints;
        this.waveforms = waveforms;
        this.details = details;
    }

    /** A recording whose contour may be that of another one. */
    private record Likely(int other, double product) {
    }

    /** By position. */
    private record Candidate(int first, int second) implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            return first != other.first ? Integer.compare(first, other.first) : Integer.compare(second, other.second);
        }
    }

    /**
     * All pairs, sorted by position. Works on all cores; the result does not depend on their number.
     *
     * @param prints    one per recording
     * @param recording the clip of a position, and its content's hash; of candidates alone
     */
    public static List<SamePair> among(List<SoundPrint> prints, IntFunction<Hashed> recording, SoundPrints reader) {
        return new SamePairs(List.copyOf(prints), i -> SoundPrints.decode(recording.apply(i).clip()),
                i -> reader.detail(recording.apply(i).clip(), recording.apply(i).contentHash())).find();
    }

    private List<SamePair> find() {
        List<SimilarAudio.Candidate> similar =
                SimilarAudio.among(prints.stream().map(SoundPrint::fingerprint).toList());
        List<SamePair> pairs = new ArrayList<>(similar.parallelStream()
                .map(candidate -> SamePair.unchanged(candidate.first(), candidate.second(), WaveformMatch.correlation(
                        waveforms.apply(candidate.first()), waveforms.apply(candidate.second()), candidate.lagFrames())))
                .filter(pair -> pair.agreement() >= WaveformMatch.LEAST_CORRELATION).toList());
        Set<Candidate> known = pairs.stream().map(pair -> new Candidate(pair.first(), pair.second()))
                .collect(Collectors.toSet());
        pairs.addAll(likely().parallelStream().filter(candidate -> !known.contains(candidate)).flatMap(candidate -> {
            Alignment alignment = Alignment.of(details.apply(candidate.first), details.apply(candidate.second));
            return alignment.proves() ? Stream.of(new SamePair(candidate.first, candidate.second,
                    alignment.semitones(), alignment.tempo(), alignment.agreement())) : Stream.empty();
        }).toList());
        pairs.sort(Comparator.comparingInt(SamePair::first).thenComparingInt(SamePair::second));
        return List.copyOf(pairs);
    }

    /** For every recording those with the most similar contours. */
    private Set<Candidate> likely() {
        List<BandCourse> contours = prints.stream().map(SoundPrint::contour).toList();
        double[] tails = contours.stream().mapToDouble(BandCourse::tail).toArray();
        return IntStream.range(0, tails.length).parallel().boxed().flatMap(i -> mostAlike(contours, tails, i).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Candidate> mostAlike(List<BandCourse> contours, double[] tails, int i) {
        Comparator<Likely> order = Comparator.comparingDouble(Likely::product).thenComparing(Likely::other,
                Comparator.reverseOrder());
        PriorityQueue<Likely> best = new PriorityQueue<>(order);
        for (int j = 0; j < tails.length; j++) {
            double product = j == i ? 0 : BandCourse.product(contours.get(i), tails[i], contours.get(j), tails[j]);
            if (product >= BandCourse.LEAST_PRODUCT) {
                best.add(new Likely(j, product));
                if (best.size() > CANDIDATES) {
                    best.remove();
                }
            }
        }
        return best.stream().map(likely -> new Candidate(Math.min(i, likely.other), Math.max(i, likely.other))).toList();
    }
}
