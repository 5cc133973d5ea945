package serlab.feature.dsp;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * How far the tones of a recording lie from those of a scale with A = 440 Hz, in semitones, -0.5 to 0.49.
 *
 * <p>Source: {@code librosa.estimate_tuning} 0.11 on a power spectrogram, as {@code librosa.feature.chroma_stft} calls it:
 * interpolated peaks from 150 to 4000 Hz above a tenth of the frame's maximum, the stronger half of them in a histogram of
 * one hundred bins.
 */
public final class Tuning {
    private static final double F_MIN_HZ = 150;
    private static final double F_MAX_HZ = 4000;
    private static final double THRESHOLD = 0.1;
    private static final int BINS = 100;
    private static final double A0_HZ = 27.5;
    private static final int SEMITONES = 12;

    private final DoubleStream.Builder frequencies = DoubleStream.builder();
    private final DoubleStream.Builder strengths = DoubleStream.builder();

    private Tuning() {
    }

    /** 0 where the recording has no tone. */
    public static double of(SignalAnalysis analysis, FrameSettings frame) {
        Tuning peaks = new Tuning();
        analysis.forEachFrame(frame, (t, power) -> peaks.collect(power, frame));
        return peaks.estimate();
    }

    private void collect(double[] power, FrameSettings frame) {
        double reference = THRESHOLD * Arrays.stream(power).max().orElse(0);
        for (int bin = 1; bin < power.length - 1; bin++) {
            double hz = frame.binHz(bin);
            boolean peak = power[bin] > reference && power[bin] > above(power[bin - 1], reference)
                    && power[bin] >= above(power[bin + 1], reference);
            if (peak && hz >= F_MIN_HZ && hz < Math.min(F_MAX_HZ, frame.sampleRate() / 2.0)) {
                double slope = (power[bin + 1] - power[bin - 1]) / 2;
                double curvature = power[bin + 1] + power[bin - 1] - 2 * power[bin];
                double shift = Math.abs(slope) >= Math.abs(curvature) ? 0 : -slope / curvature;
                frequencies.add((bin + shift) * frame.sampleRate() / frame.frameLength());
                strengths.add(power[bin] + 0.5 * slope * shift);
            }
        }
    }

    private static double above(double value, double reference) {
        return value > reference ? value : 0;
    }

    private double estimate() {
        double[] hz = frequencies.build().toArray();
        double[] strength = strengths.build().toArray();
        if (hz.length == 0) {
            return 0;
        }
        double median = Statistic.MEDIAN.of(strength);
        int[] counts = new int[BINS];
        for (int i = 0; i < hz.length; i++) {
            if (strength[i] >= median) {
                double semitones = SEMITONES * Math.log(hz[i] / A0_HZ) / Math.log(2);
                double residual = semitones - Math.floor(semitones);
                residual = residual >= 0.5 ? residual - 1 : residual;
                counts[(int) Math.min(BINS - 1, Math.floor((residual + 0.5) * BINS))]++;
            }
        }
        int most = 0;
        for (int i = 1; i < BINS; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return most / (double) BINS - 0.5;
    }
}
