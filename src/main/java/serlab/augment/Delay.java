package serlab.augment;

import java.util.Map;
import java.util.random.RandomGenerator;
import serlab.audio.Waveform;

/**
 * Moves the recording later, or earlier where negative, and keeps its length: silence comes in at one end, what leaves at
 * the other is lost.
 *
 * @param seconds shift in seconds
 * @param copies copies made of each recording
 */
public record Delay(Range seconds, int copies) implements WaveformAugmentation {
    static final String TYPE = "delay";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Map<String, Object> settings() {
        return Augmentation.settings(TYPE, "seconds", seconds.settings(), "copies", copies);
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
