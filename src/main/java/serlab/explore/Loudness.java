package serlab.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;
import serlab.audio.Waveform;

/**
 * Integrated loudness in LUFS: how loud a recording is heard, pauses left out.
 *
 * <p>Source: ITU-R BS.1770-4, mono: K-weighting, blocks of 400 ms every 100 ms, gates at -70 LUFS and 10 LU below the
 * mean of what passes the first. The filters follow the recording's rate by De Man 2014, "Evaluation of implementations of
 * the EBU R128 loudness measurement"; at 48 kHz they are the standard's.
 */
final class Loudness {
    private static final double BLOCK_SECONDS = 0.4;
    private static final int STEPS_PER_BLOCK = 4;
    private static final double OFFSET = -0.691;
    private static final double ABSOLUTE_GATE = -70;
    private static final double RELATIVE_GATE = -10;

    private Loudness() {
    }

    /** Loudness in LUFS; NaN for recordings shorter than 400 ms or quieter than -70 LUFS throughout. */
    static double lufs(Waveform waveform) {
        List<Double> powers = blockPowers(weighted(waveform), waveform.sampleRate());
        double gate = level(mean(powers, power -> level(power) > ABSOLUTE_GATE)) + RELATIVE_GATE;
        return level(mean(powers, power -> level(power) > ABSOLUTE_GATE && level(power) > gate));
    }

    private static double level(double power) {
        return OFFSET + 10 * Math.log10(power);
    }

    private static double mean(List<Double> values, DoublePredicate counts) {
        return values.stream().mapToDouble(Double::doubleValue).filter(counts).average().orElse(Double.NaN);
    }

    private static double[] weighted(Waveform waveform) {
        double[] signal = new double[waveform.samples().length];
        for (int i = 0; i < signal.length; i++) {
            signal[i] = waveform.samples()[i];
        }
        highShelf(waveform.sampleRate()).apply(signal);
        highPass(waveform.sampleRate()).apply(signal);
        return signal;
    }

    private static List<Double> blockPowers(double[] signal, int rate) {
        int block = (int) (BLOCK_SECONDS * rate);
        List<Double> powers = new ArrayList<>();
        for (int i = 0; ; i++) {
            int from = (int) (BLOCK_SECONDS / STEPS_PER_BLOCK * i * rate);
            if (from + block > signal.length) {
                return powers;
            }
            double sum = 0;
            for (int t = from; t < from + block; t++) {
                sum += signal[t] * signal[t];
            }
            powers.add(sum / block);
        }
    }

    private static Biquad highShelf(int rate) {
        double k = Math.tan(Math.PI * 1681.974450955533 / rate);
        double q = 0.7071752369554196;
        double high = Math.pow(10, 3.999843853973347 / 20);
        double band = Math.pow(high, 0.4996667741545416);
        double a0 = 1 + k / q + k * k;
        return new Biquad((high + band * k / q + k * k) / a0, 2 * (k * k - high) / a0, (high - band * k / q + k * k) / a0,
                2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0);
    }

    private static Biquad highPass(int rate) {
        double k = Math.tan(Math.PI * 38.13547087602444 / rate);
        double q = 0.5003270373238773;
        double a0 = 1 + k / q + k * k;
        return new Biquad(1, -2, 1, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0);
    }

    /** A second-order section, a0 = 1, in transposed direct form II. */
    private record Biquad(double b0, double b1, double b2, double a1, double a2) {
        void apply(double[] signal) {
            double z1 = 0;
            double z2 = 0;
            for (int i = 0; i < signal.length; i++) {
                double x = signal[i];
                double y = b0 * x + z1;
                z1 = b1 * x - a1 * y + z2;
                z2 = b2 * x - a2 * y;
                signal[i] = y;
            }
        }
    }
}
