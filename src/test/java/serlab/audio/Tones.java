package serlab.audio;

/** Tones, and what their pitch is afterwards. */
public final class Tones {
    /** Samples next to the ends that are left out of a measurement. */
    private static final int MARGIN = 4096;

    private Tones() {
    }

    /** A sine of amplitude 0.5. */
    public static Waveform tone(double hertz, int sampleRate, int length) {
        return tone(hertz, 0.5, sampleRate, length);
    }

    public static Waveform tone(double hertz, double amplitude, int sampleRate, int length) {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * hertz * i / sampleRate));
        }
        return new Waveform(samples, sampleRate);
    }

    /** A sine of amplitude 0.5 at 22,050 Hz whose frequency rises slowly from 175 Hz. */
    public static Waveform glide(int length) {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) (0.5 * Math.sin(0.05 * i + 1e-6 * i * i));
        }
        return new Waveform(samples, 22_050);
    }

    /** A voice that hums syllables: its pitch and two formants move, three and a half syllables a second. */
    public static Waveform syllables(double seconds, int sampleRate) {
        float[] samples = new float[(int) (seconds * sampleRate)];
        for (int i = 0; i < samples.length; i++) {
            double t = i / (double) sampleRate;
            double turns = 160 * t - 8 * Math.cos(4 * t);
            double sum = 0;
            for (int h = 1; h <= 12; h++) {
                double hertz = 160 * h;
                sum += Math.sin(2 * Math.PI * h * turns) * (0.05 + resonance(hertz, 550 + 250 * Math.sin(11 * t))
                        + resonance(hertz, 1500 + 400 * Math.sin(7 * t)));
            }
            samples[i] = (float) (0.1 * sum * (0.05 + Math.pow(Math.sin(11 * t), 2)));
        }
        return new Waveform(samples, sampleRate);
    }

    private static double resonance(double hertz, double formant) {
        return 1 / (1 + Math.pow((hertz - formant) / 120, 2));
    }

    /** Rising zero crossings per second between the first and the last, away from the ends. */
    public static double pitch(Waveform waveform) {
        float[] samples = waveform.samples();
        double first = -1;
        double last = -1;
        int crossings = -1;
        for (int i = MARGIN; i < samples.length - MARGIN; i++) {
            if (samples[i - 1] < 0 && samples[i] >= 0) {
                last = i - samples[i] / (samples[i] - samples[i - 1]);
                first = first < 0 ? last : first;
                crossings++;
            }
        }
        return crossings * waveform.sampleRate() / (last - first);
    }
}
