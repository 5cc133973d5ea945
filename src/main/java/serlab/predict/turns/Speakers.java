package serlab.predict.turns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Grouping of stretches of speech by who speaks. How many speakers there are is told by how far voices are apart in general
 * ({@value #SAME_VOICE}, chosen on conversations made of RAVDESS's actors 1 to 12); who they are by how far they are apart in this
 * recording.
 */
final class Speakers {
    /** Groups of stretches no farther apart than this are one speaker. */
    static final double SAME_VOICE = 0.42;
    /** Of so many stretches of speech. */
    private static final int MANY = 10;
    /** A group of fewer of many, and of a smaller share, is no speaker of its own. */
    private static final int FEWEST = 2;
    private static final double LEAST_SHARE = 0.08;
    /** Of more stretches than this every second, third… is grouped, and the others are given to the nearest group. */
    private static final int MOST = 3000;
    /** Shorter stretches are given to the nearest group, too. */
    private static final double LEAST_SECONDS = 0.9;

    private Speakers() {
    }

    /**
     * The speaker of each stretch, numbered from 0 by first appearance.
     *
     * @param prints  {@link VoicePrint} of each
     * @param seconds length of each
     * @param wanted  how many speakers there are, at least 1; empty if nobody knows
     */
    static int[] of(List<double[]> prints, double[] seconds, OptionalInt wanted) {
        if (prints.isEmpty()) {
            return new int[0];
        }
        double[][] all = prints.stream().map(VoicePrint::standardized).toArray(double[][]::new);
        int[] chosen = chosen(seconds, wanted.orElse(1));
        double[][] grouped = Arrays.stream(chosen).mapToObj(i -> all[i]).toArray(double[][]::new);
        int count = Math.min(grouped.length, wanted.orElseGet(() -> count(grouped)));
        center(all, grouped);
        int[] group = new AverageLinkage(grouped).into(count);
        double[][] means = new double[count][VoicePrint.SIZE];
        for (int i = 0; i < grouped.length; i++) {
            add(means[group[i]], grouped[i]);
        }
        int[] speaker = new int[all.length];
        Arrays.fill(speaker, -1);
        for (int i = 0; i < chosen.length; i++) {
            speaker[chosen[i]] = group[i];
        }
        for (int i = 0; i < speaker.length; i++) {
            speaker[i] = speaker[i] < 0 ? nearest(all[i], means) : speaker[i];
        }
        return numbered(speaker);
    }

    private static int[] chosen(double[] seconds, int atLeast) {
        List<Integer> longEnough = new ArrayList<>();
        for (int i = 0; i < seconds.length; i++) {
            if (seconds[i] >= LEAST_SECONDS) {
                longEnough.add(i);
            }
        }
        int[] all = longEnough.size() < atLeast ? IntStream.range(0, seconds.length).toArray()
                : longEnough.stream().mapToInt(Integer::intValue).toArray();
        int step = (all.length + MOST - 1) / MOST;
        return IntStream.range(0, (all.length + step - 1) / step).map(i -> all[i * step]).toArray();
    }

    /** How many voices there are. */
    private static int count(double[][] prints) {
        int[] group = new AverageLinkage(prints).within(SAME_VOICE);
        int[] size = new int[Arrays.stream(group).max().orElse(0) + 1];
        Arrays.stream(group).forEach(each -> size[each]++);
        double least = prints.length < MANY ? 1 : Math.max(FEWEST, LEAST_SHARE * prints.length);
        return Math.max(1, (int) Arrays.stream(size).filter(members -> members >= least).count());
    }

    /** Takes the mean of those that are grouped from all; each that is grouped is among them. */
    private static void center(double[][] all, double[][] grouped) {
        double[] mean = new double[VoicePrint.SIZE];
        Arrays.stream(grouped).forEach(print -> add(mean, print));
        for (double[] print : all) {
            for (int i = 0; i < mean.length; i++) {
                print[i] -= mean[i] / grouped.length;
            }
        }
    }

    private static void add(double[] sum, double[] print) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += print[i];
        }
    }

    private static int nearest(double[] print, double[][] means) {
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int speaker = 0; speaker < means.length; speaker++) {
            double product = 0;
            double square = 0;
            for (int i = 0; i < print.length; i++) {
                product += print[i] * means[speaker][i];
                square += means[speaker][i] * means[speaker][i];
            }
            double similarity = square > 0 ? product / Math.sqrt(square) : 0;
            if (similarity > highest) {
                highest = similarity;
                best = speaker;
            }
        }
        return best;
    }

    private static int[] numbered(int[] speakers) {
        List<Integer> order = Arrays.stream(speakers).distinct().boxed().toList();
        return Arrays.stream(speakers).map(order::indexOf).toArray();
    }
}
