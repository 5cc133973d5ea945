package serlab.augment;

import java.util.random.RandomGenerator;
import serlab.audio.Waveform;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/**
 * Move of the recording to later, or earlier where negative, and keeps its length: silence comes in at one end, what leaves
 * at the other is lost.
 */
@Part(name = "delay", does = "moves the recording later, or earlier where negative")
public record Delay(
        @Option(value = "[-0.3, 0.3]", min = -10, max = 10, unit = "s", meaning = "shift") Range seconds,
        @Option(like = Noise.class) int copies) implements WaveformAugmentation {
    public Delay {
        Declaration.check(Delay.class, seconds, copies);
    }

    @Override
    public Waveform apply(Waveform waveform, RandomGenerator chance) {
        float[] samples = waveform.samples();
        long wanted = Math.round(seconds.draw(chance) * waveform.sampleRate());
        int shift = (int) Math.max(-samples.length, Math.min(samples.length, wanted));
        float[] moved = new float[samples.length];
        System.arraycopy(samples, Math.max(0, -shift), moved, Math.max(0, shift), samples.length - Math.abs(shift));
        return new Waveform(moved, waveform.sampleRate());
    }
}
