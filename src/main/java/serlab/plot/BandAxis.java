package serlab.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import serlab.feature.dsp.MelFilterBank;

/**
 * The vertical axis of a matrix of bands. A position is a height in bands: band b reaches from b to b + 1.
 *
 * @param name  what stands beside it, with its unit
 * @param marks from the lowest
 */
public record BandAxis(String name, List<Mark> marks) {
    /** Rounder numbers come first, where there is no room for all. */
    private static final double[] HERTZ = {1000, 500, 2000, 4000, 8000, 200, 16_000, 100, 300, 700, 1500, 3000, 6000, 12_000};
    private static final int MOST_MARKS = 6;

    /** A number on the axis. */
    public record Mark(double position, String text) {
    }

    /** Numbers of bands, each at the middle of its band. */
    static BandAxis numbered(String name, int bands) {
        int step = (int) Math.max(1, Ticks.step(bands, MOST_MARKS));
        List<Mark> marks = new ArrayList<>();
        for (int band = 0; band < bands; band += step) {
            marks.add(new Mark(band + 0.5, Integer.toString(band)));
        }
        return new BandAxis(name, marks);
    }

    /**
     * Hertz at the heights that they have among mel bands.
     *
     * @param room least distance between two numbers, as a share of the height
     */
    static BandAxis hertz(MelScale scale, double room) {
        List<Mark> marks = new ArrayList<>();
        for (double hz : HERTZ) {
            double position = scale.position(hz);
            boolean free = DoubleStream.of(marks.stream().mapToDouble(Mark::position).toArray())
                    .allMatch(other -> Math.abs(other - position) >= room * scale.bands());
            if (position >= 0 && position <= scale.bands() && free) {
                marks.add(new Mark(position, Integer.toString((int) hz)));
            }
        }
        marks.sort(Comparator.comparingDouble(Mark::position));
        return new BandAxis("Frequency (Hz)", marks);
    }

    /**
     * Where frequencies lie among mel bands.
     *
     * @param bands  how many
     * @param fMinHz lower edge of the lowest
     * @param fMaxHz upper edge of the highest
     */
    public record MelScale(int bands, double fMinHz, double fMaxHz) {
        /** A height in bands; the middle of a band is the frequency that it weighs most. Below 0 or above the bands outside them. */
        public double position(double hz) {
            double low = MelFilterBank.melOf(fMinHz);
            double step = (MelFilterBank.melOf(fMaxHz) - low) / (bands + 1);
            return (MelFilterBank.melOf(hz) - low) / step - 0.5;
        }

        /** The frequency that a band weighs most. */
        public double centerHz(int band) {
            double low = MelFilterBank.melOf(fMinHz);
            return MelFilterBank.hzOf(low + (band + 1) * (MelFilterBank.melOf(fMaxHz) - low) / (bands + 1));
        }
    }
}
