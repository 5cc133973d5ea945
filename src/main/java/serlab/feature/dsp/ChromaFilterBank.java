package serlab.feature.dsp;

/**
 * Weights that sum a power spectrum into the twelve pitch classes, C first.
 *
 * <p>Source: {@code librosa.filters.chroma} 0.11 with its defaults: Gaussian bumps, columns of unit length, weighted by a
 * Gaussian over octaves.
 */
public final class ChromaFilterBank {
    public static final int CLASSES = 12;
    private static final double CENTER_OCTAVE = 5;
    private static final double OCTAVE_WIDTH = 2;
    /** Classes from A, where the scale begins, to C. */
    private static final int A_TO_C = 3;

    /** [class][bin]. */
    private final double[][] weights;

    /** @param tuning deviation from A = 440 Hz, in semitones */
    public ChromaFilterBank(FrameSettings frame, double tuning) {
        weights = new double[CLASSES][frame.bins()];
        double[] pitches = pitches(frame, tuning);
        for (int bin = 0; bin < frame.bins(); bin++) {
            double width = Math.max(1, pitches[bin + 1] - pitches[bin]);
            double[] column = column(pitches[bin], width);
            for (int i = 0; i < CLASSES; i++) {
                weights[i][bin] = column[(i + A_TO_C) % CLASSES];
            }
        }
    }

    /** Pitch of each bin and the one behind, in semitones above the A below C0; bin 0 lies 1.5 octaves below bin 1. */
    private static double[] pitches(FrameSettings frame, double tuning) {
        double reference = 440 * Math.pow(2, tuning / CLASSES) / 16;
        double[] pitches = new double[frame.bins() + 1];
        for (int bin = 1; bin < pitches.length; bin++) {
            pitches[bin] = CLASSES * Math.log(frame.binHz(bin) / reference) / Math.log(2);
        }
        pitches[0] = pitches[1] - 1.5 * CLASSES;
        return pitches;
    }

    private static double[] column(double pitch, double width) {
        double[] column = new double[CLASSES];
        double squares = 0;
        for (int i = 0; i < CLASSES; i++) {
            double half = CLASSES / 2.0;
            double shifted = pitch - i + half;
            double distance = shifted - CLASSES * Math.floor(shifted / CLASSES) - half;
            column[i] = Math.exp(-0.5 * Math.pow(2 * distance / width, 2));
            squares += column[i] * column[i];
        }
        double octave = (pitch / CLASSES - CENTER_OCTAVE) / OCTAVE_WIDTH;
        double scale = Math.exp(-0.5 * octave * octave) / Math.sqrt(squares);
        for (int i = 0; i < CLASSES; i++) {
            column[i] *= scale;
        }
        return column;
    }

    /** Power per pitch class of the power spectrum of a frame. */
    public double[] apply(double[] power) {
        double[] classes = new double[CLASSES];
        for (int i = 0; i < CLASSES; i++) {
            double[] row = weights[i];
            double sum = 0;
            for (int bin = 0; bin < row.length; bin++) {
                sum += row[bin] * power[bin];
            }
            classes[i] = sum;
        }
        return classes;
    }
}
