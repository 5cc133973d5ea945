package serlab.feature;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import serlab.audio.Waveform;

/** A feature of three seconds of noise at 22050 Hz. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FeatureKernels {
    private static final int SAMPLING_RATE = 22050;

    /** The feature. */
    @Param({"log-mel", "mfcc", "zcr"})
    private String type;

    private FeatureSpec spec;
    private Waveform noise;

    @Setup
    public void record() {
        spec = FeatureSpec.of(Map.of("type", type));
        Random random = new Random(1);
        float[] samples = new float[3 * SAMPLING_RATE];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.1 * random.nextGaussian());
        }
        noise = new Waveform(samples, SAMPLING_RATE);
    }

    @Benchmark
    public float[][] extract() {
        return spec.extract(noise);
    }
}
