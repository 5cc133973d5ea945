package serlab.audio;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Sounds in which nobody speaks, drawn by chance: 1 to 4 seconds at 16 kHz, full scale down to 50 dB below it. */
public final class NoVoiceSounds {
    private static final int RATE = 16_000;
    private static final double[] NOTES = {110, 130.8, 146.8, 164.8, 196, 220, 261.6, 293.7, 329.6, 392, 440};

    /** Makes a sound of so many samples. */
    private interface Maker {
        double[] make(int samples, SplittableRandom chance);
    }

    private static final Map<String, Maker> KINDS = kinds();

    private NoVoiceSounds() {
    }

    static Iterable<String> names() {
        return KINDS.keySet();
    }

    /** A sound of a kind; equal seeds give equal ones. */
    public static Waveform of(String kind, int seed) {
        SplittableRandom chance = new SplittableRandom(31L * kind.hashCode() + seed);
        double[] values = KINDS.get(kind).make((int) (RATE * chance.nextDouble(1, 4)), chance);
        double most = 1e-9;
        for (double value : values) {
            most = Math.max(most, Math.abs(value));
        }
        double gain = Math.pow(10, -chance.nextDouble(0, 50) / 20) / most;
        float[] samples = new float[values.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Math.round(32767 * gain * values[i]) / 32768f;
        }
        return new Waveform(samples, RATE);
    }

    private static Map<String, Maker> kinds() {
        Map<String, Maker> kinds = new LinkedHashMap<>();
        kinds.put("nothing", (n, chance) -> new double[n]);
        kinds.put("dither", (n, chance) -> each(n, i -> chance.nextInt(-2, 3) / 32768.0));
        kinds.put("hiss", (n, chance) -> each(n, i -> gauss(chance)));
        kinds.put("rumble", (n, chance) -> lowPass(each(n, i -> gauss(chance)), chance.nextDouble(0.9, 0.999)));
        kinds.put("wind", NoVoiceSounds::wind);
        kinds.put("hum", NoVoiceSounds::hum);
        kinds.put("tone", (n, chance) -> tone(n, chance.nextDouble(80, 3000)));
        kinds.put("sweep", NoVoiceSounds::sweep);
        kinds.put("siren", NoVoiceSounds::siren);
        kinds.put("chord", NoVoiceSounds::chord);
        kinds.put("plucked strings", (n, chance) -> melody(n, chance, NoVoiceSounds::plucked));
        kinds.put("piano", (n, chance) -> melody(n, chance, NoVoiceSounds::struck));
        kinds.put("bowed strings", (n, chance) -> melody(n, chance, NoVoiceSounds::bowed));
        kinds.put("game", (n, chance) -> melody(n, chance, (m, hz, more) -> each(m, i -> Math.signum(Math.sin(phase(hz, i))))));
        kinds.put("drums", NoVoiceSounds::drums);
        kinds.put("band", (n, chance) -> sum(melody(n, chance, NoVoiceSounds::plucked), drums(n, chance), chord(n, chance)));
        kinds.put("engine", NoVoiceSounds::engine);
        kinds.put("rain", (n, chance) -> lowPass(each(n, i -> chance.nextInt(50) == 0 ? gauss(chance) : 0), 0.5));
        kinds.put("typing", NoVoiceSounds::typing);
        return kinds;
    }

    private interface Value {
        double at(int i);
    }

    private static double[] each(int samples, Value value) {
        double[] all = new double[samples];
        for (int i = 0; i < samples; i++) {
            all[i] = value.at(i);
        }
        return all;
    }

    private static double gauss(SplittableRandom chance) {
        return Math.sqrt(-2 * Math.log(1 - chance.nextDouble())) * Math.cos(2 * Math.PI * chance.nextDouble());
    }

    private static double phase(double hz, double sample) {
        return 2 * Math.PI * hz * sample / RATE;
    }

    private static double[] tone(int n, double hz) {
        return each(n, i -> Math.sin(phase(hz, i)));
    }

    private static double[] lowPass(double[] values, double keep) {
        for (int i = 1; i < values.length; i++) {
            values[i] = keep * values[i - 1] + (1 - keep) * values[i];
        }
        return values;
    }

    private static double[] sum(double[]... parts) {
        return each(parts[0].length, i -> {
            double all = 0;
            for (double[] part : parts) {
                all += part[i];
            }
            return all;
        });
    }

    private static double[] wind(int n, SplittableRandom chance) {
        double hz = chance.nextDouble(0.1, 12);
        double depth = chance.nextDouble(0.3, 1);
        double[] noise = lowPass(each(n, i -> gauss(chance)), chance.nextDouble(0, 0.95));
        return each(n, i -> noise[i] * (1 + depth * Math.sin(phase(hz, i))));
    }

    private static double[] hum(int n, SplittableRandom chance) {
        double hz = chance.nextBoolean() ? 50 : 60;
        double noise = chance.nextDouble(0, 1);
        double[] all = each(n, i -> noise * gauss(chance));
        for (int h = 1; h < 20; h++) {
            double[] partial = tone(n, hz * h);
            double gain = chance.nextDouble() / h;
            for (int i = 0; i < n; i++) {
                all[i] += gain * partial[i];
            }
        }
        return all;
    }

    private static double[] sweep(int n, SplittableRandom chance) {
        double from = chance.nextDouble(80, 1000);
        double to = chance.nextDouble(80, 1000);
        return each(n, i -> Math.sin(phase(from + (to - from) * i / (2.0 * n), i)));
    }

    private static double[] siren(int n, SplittableRandom chance) {
        double hz = chance.nextDouble(400, 900);
        double turns = chance.nextDouble(0.2, 2);
        boolean square = chance.nextBoolean();
        return each(n, i -> {
            double value = Math.sin(phase(hz, i) - 0.3 * hz / turns * Math.cos(phase(turns, i)));
            return square ? Math.signum(value) : value;
        });
    }

    private static double[] chord(int n, SplittableRandom chance) {
        double hz = NOTES[chance.nextInt(NOTES.length)];
        return sum(saw(n, hz), saw(n, 1.26 * hz), saw(n, 1.5 * hz), saw(n, 2 * hz));
    }

    private static double[] saw(int n, double hz) {
        return each(n, i -> 2 * (hz * i / RATE % 1) - 1);
    }

    private interface Instrument {
        double[] play(int samples, double hz, SplittableRandom chance);
    }

    private static double[] melody(int n, SplittableRandom chance, Instrument instrument) {
        double[] all = new double[n];
        int at = 0;
        while (at < n) {
            int length = Math.min(n - at, (int) (RATE * chance.nextDouble(0.12, 0.8)));
            double[] note = instrument.play(length, NOTES[chance.nextInt(NOTES.length)], chance);
            System.arraycopy(note, 0, all, at, length);
            at += length;
        }
        return all;
    }

    private static double[] plucked(int n, double hz, SplittableRandom chance) {
        int period = (int) (RATE / hz);
        double[] all = new double[n];
        for (int i = 0; i < n; i++) {
            all[i] = i < period ? chance.nextDouble(-1, 1)
                    : 0.498 * (all[i - period] + (i > period ? all[i - period - 1] : 0));
        }
        return all;
    }

    private static double[] struck(int n, double hz, SplittableRandom chance) {
        double[] all = new double[n];
        for (int h = 1; h < 12; h++) {
            double partial = hz * h * Math.sqrt(1 + 4e-4 * h * h);
            for (int i = 0; i < n; i++) {
                all[i] += Math.sin(phase(partial, i)) * Math.exp(-1.5 * h * i / RATE) / h;
            }
        }
        return all;
    }

    private static double[] bowed(int n, double hz, SplittableRandom chance) {
        return lowPass(each(n, i -> {
            double turns = hz * i / RATE - 0.006 * hz / (2 * Math.PI * 5.5) * Math.cos(phase(5.5, i));
            return (2 * (Math.abs(turns) % 1) - 1) * Math.min(1, Math.min(i, n - i) / 1000.0);
        }), 0.6);
    }

    private static double[] drums(int n, SplittableRandom chance) {
        double[] all = new double[n];
        int step = (int) (RATE * chance.nextDouble(0.1, 0.3));
        for (int beat = 0; beat < n; beat += step) {
            int drum = chance.nextInt(3);
            for (int i = 0; i < Math.min(n - beat, RATE / 3); i++) {
                double t = i / (double) RATE;
                all[beat + i] += drum == 0 ? Math.sin(2 * Math.PI * (50 * t + 3 * (1 - Math.exp(-30 * t)))) * Math.exp(-12 * t)
                        : gauss(chance) * Math.exp((drum == 1 ? -20 : -60) * t) / 2;
            }
        }
        return all;
    }

    private static double[] engine(int n, SplittableRandom chance) {
        double hz = chance.nextDouble(20, 120);
        double turns = chance.nextDouble(0.05, 0.5);
        double[] all = new double[n];
        double before = 0;
        for (int i = 0; i < n; i++) {
            double now = Math.floor(hz * i / RATE - 0.2 * hz / (2 * Math.PI * turns) * Math.cos(phase(turns, i)));
            all[i] = (now > before ? 1 : 0) + 0.01 * gauss(chance);
            before = now;
        }
        return lowPass(all, 0.6);
    }

    private static double[] typing(int n, SplittableRandom chance) {
        double[] all = each(n, i -> 1e-3 * gauss(chance));
        for (int at = 0; at < n; at += (int) (RATE * chance.nextDouble(0.08, 0.3))) {
            double decay = chance.nextDouble(60, 200);
            for (int i = 0; i < Math.min(n - at, RATE / 20); i++) {
                all[at + i] += gauss(chance) * Math.exp(-decay * i / RATE);
            }
        }
        return all;
    }
}
