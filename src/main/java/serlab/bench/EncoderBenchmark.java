package serlab.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import serlab.audio.Resampler;
import serlab.audio.Waveform;
import serlab.bench.FeatureBenchmark.Time;
import serlab.feature.FeatureSpec;
import serlab.feature.encoder.EncoderStore;
import serlab.feature.encoder.Precision;
import serlab.feature.encoder.SpeechEncoder;
import serlab.feature.encoder.WhisperMel;

/**
 * Measurement of how fast an encoder takes one clip on one thread: all its layers of a given mel spectrogram, and the whole
 * feature.
 */
public final class EncoderBenchmark {
    private final SpeechEncoder encoder;
    private final Optional<SpeechEncoder> narrow;
    private final FeatureSpec spec;
    private final Waveform clip;
    private final float[][] mel;
    private float[] output = new float[0];

    /**
     * @param spec    a feature of type encoder
     * @param model   its encoder, as settings name it
     * @param sound   what clips are made of, again and again if it is shorter
     * @param seconds length of the clip
     */
    public EncoderBenchmark(FeatureSpec spec, String model, Waveform sound, double seconds) {
        this.spec = spec;
        EncoderStore store = EncoderStore.ofUser();
        encoder = store.load(store.describe(model));
        narrow = Optional.of(Precision.INT8).filter(Precision::available).map(each -> store.load(store.describe(model), each));
        float[] source = Resampler.resample(sound, WhisperMel.SAMPLE_RATE).samples();
        float[] samples = new float[(int) (seconds * WhisperMel.SAMPLE_RATE)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = source[i % source.length];
        }
        clip = new Waveform(samples, WhisperMel.SAMPLE_RATE);
        mel = WhisperMel.of(samples, 0, samples.length, encoder.shape().bands());
    }

    /** Mel bands of the encoder. */
    public int bands() {
        return mel[0].length;
    }

    /** Writes the mel spectrogram, float32[bands][frames], little-endian. */
    public void writeMel(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * mel.length * bands()).order(ByteOrder.LITTLE_ENDIAN);
        for (int band = 0; band < bands(); band++) {
            for (float[] frame : mel) {
                bytes.putFloat(frame[band]);
            }
        }
        Files.write(file, bytes.array());
    }

    /** Runs all layers once. */
    public Time encode() {
        return timed(() -> output = lastLayer(encoder));
    }

    /** Whether this machine has the encoder's products of 8-bit numbers. */
    public boolean hasInt8() {
        return narrow.isPresent();
    }

    /** Runs all layers once in 8-bit numbers, where this machine has them. */
    public Time encodeInt8() {
        return timed(() -> lastLayer(narrow.orElseThrow()));
    }

    private float[] lastLayer(SpeechEncoder by) {
        float[][] last = new float[1][];
        by.encode(mel, by.shape().depth(), (layer, positions, values) -> {
            if (layer == by.shape().depth()) {
                last[0] = Arrays.copyOf(values, positions * by.shape().width());
            }
        });
        return last[0];
    }

    /** Computes the whole feature once: mel spectrogram, layers, pooling. */
    public Time feature() {
        return timed(() -> spec.full(clip));
    }

    private static Time timed(Runnable work) {
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long start = System.nanoTime();
        work.run();
        return new Time((System.nanoTime() - start) / 1e9,
                (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9);
    }

    /** The largest difference between the last layer's output and that in a file, float32[positions][width], after {@link #encode}. */
    public double difference(Path file) throws IOException {
        FloatBuffer other = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        if (other.remaining() != output.length) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = 0;
        for (int i = 0; i < output.length; i++) {
            largest = Math.max(largest, Math.abs(output[i] - other.get(i)));
        }
        return largest;
    }
}
