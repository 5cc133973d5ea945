package serlab.augment;

import java.util.Map;
import java.util.random.RandomGenerator;
import serlab.audio.Waveform;

/**
 * Plays the recording faster or slower, pitch and formants with it, as a tape would: the samples stay, the sampling rate
 * changes, to the nearest hundredth of the speed.
 *
 * @param factor speed, 1.1 for a tenth faster
 * @param copies copies made of each recording
 */
public record Speed(Range factor, int copies) implements WaveformAugmentation {
    static final String TYPE = "speed";

    /** One copy at a fixed speed. */
    public static Speed of(double factor) {
        return new Speed(new Range(factor, factor), 1);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Map<String, Object> settings() {
        return Augmentation.settings(TYPE, "factor", factor.settings(), "copies", copies);
    }

    @Override
    public Waveform apply(Waveform waveform, RandomGenerator chance) {
        double speed = Math.rint(100 * factor.draw(chance)) / 100;
        return new Waveform(waveform.samples(), (int) Math.rint(waveform.sampleRate() * speed));
    }
}
