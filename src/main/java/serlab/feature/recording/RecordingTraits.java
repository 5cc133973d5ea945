package serlab.feature.recording;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import serlab.audio.Stft;
import serlab.audio.Waveform;
import serlab.audio.file.RecordingFormat;

/**
 * How a recording was made. Levels are in dB re full scale, of frames of 20 ms; silent are frames more than
 * {@value #QUIET_DB} dB below the loudest. The noise floor is the level that a twentieth of the frames stay below, the
 * bandwidth the highest frequency, in steps of 500 Hz, whose mean power is within {@value #BAND_DB} dB of the strongest.
 *
 * @param values a number for every {@link Trait}; for none if this is no recording
 */
public record RecordingTraits(Map<Trait, Double> values) {
    /** Of what is no recording. */
    public static final RecordingTraits NONE = new RecordingTraits(Map.of());
    private static final List<String> CONTAINERS = RecordingFormat.containers();
    private static final double QUIET_DB = 40;
    private static final double BAND_DB = 80;
    private static final double BAND_STEP = 500;
    private static final double FRAME_SECONDS = 0.02;
    private static final double NOISE_SHARE = 0.05;
    private static final double LEAST_DB = -120;
    private static final int WINDOW = 1024;

    public RecordingTraits {
        values = Map.copyOf(values);
    }

    /**
     * Measures a recording.
     *
     * @param bytes    the encoded file
     * @param waveform what it holds; nothing is told of one without a sample
     */
    public static RecordingTraits of(byte[] bytes, Waveform waveform) {
        if (waveform.samples().length == 0) {
            return NONE;
        }
        RecordingFormat format = RecordingFormat.of(bytes);
        double[] levels = levels(waveform);
        double loudest = Arrays.stream(levels).max().orElse(LEAST_DB);
        int first = 0;
        while (levels[first] < loudest - QUIET_DB) {
            first++;
        }
        int last = levels.length - 1;
        while (levels[last] < loudest - QUIET_DB) {
            last--;
        }
        double[] sorted = levels.clone();
        Arrays.sort(sorted);
        Map<Trait, Double> values = new EnumMap<>(Trait.class);
        values.put(Trait.CONTAINER, (double) CONTAINERS.indexOf(format.container()));
        values.put(Trait.SAMPLE_RATE, (double) waveform.sampleRate());
        values.put(Trait.CHANNELS, (double) format.channels());
        values.put(Trait.SAMPLE_BITS, (double) format.sampleBits());
        values.put(Trait.BANDWIDTH, bandwidth(waveform));
        values.put(Trait.NOISE, sorted[(int) (NOISE_SHARE * sorted.length)]);
        values.put(Trait.LEADING_SILENCE, first * FRAME_SECONDS);
        values.put(Trait.TRAILING_SILENCE, (levels.length - 1 - last) * FRAME_SECONDS);
        values.put(Trait.DURATION, waveform.durationSeconds());
        values.put(Trait.LEVEL, Arrays.stream(levels).filter(level -> level >= loudest - QUIET_DB).average().orElse(LEAST_DB));
        return new RecordingTraits(values);
    }

    /** In the order of the traits. */
    public byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * values.size());
        values.keySet().stream().sorted().forEach(trait -> bytes.putDouble(values.get(trait)));
        return bytes.array();
    }

    /** What {@link #encode} wrote. */
    public static RecordingTraits decode(byte[] encoded) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        Map<Trait, Double> values = new EnumMap<>(Trait.class);
        for (Trait trait : bytes.hasRemaining() ? Trait.values() : new Trait[0]) {
            values.put(trait, bytes.getDouble());
        }
        return new RecordingTraits(values);
    }

    static String containerOf(double value) {
        return CONTAINERS.get((int) value);
    }

    private static double[] levels(Waveform waveform) {
        float[] samples = waveform.samples();
        int frame = Math.max(1, (int) Math.round(FRAME_SECONDS * waveform.sampleRate()));
        double[] levels = new double[Math.max(1, samples.length / frame)];
        for (int i = 0; i < levels.length; i++) {
            double power = 0;
            int to = Math.min(samples.length, (i + 1) * frame);
            for (int t = i * frame; t < to; t++) {
                power += (double) samples[t] * samples[t] / (to - i * frame);
            }
            levels[i] = Math.max(LEAST_DB, 10 * Math.log10(power));
        }
        return levels;
    }

    private static double bandwidth(Waveform waveform) {
        double[] sum = new double[WINDOW / 2 + 1];
        Stft.of(WINDOW, WINDOW).forEachFrame(waveform.samples(), (frame, power) -> {
            for (int bin = 0; bin < sum.length; bin++) {
                sum[bin] += power[bin];
            }
        });
        double least = Arrays.stream(sum).max().orElse(0) * Math.pow(10, -BAND_DB / 10);
        int highest = sum.length - 1;
        while (highest > 0 && sum[highest] <= least) {
            highest--;
        }
        return BAND_STEP * Math.round(highest * (double) waveform.sampleRate() / WINDOW / BAND_STEP);
    }
}
