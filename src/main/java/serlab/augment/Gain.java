package serlab.augment;

import java.util.Map;
import java.util.random.RandomGenerator;
import serlab.audio.Waveform;

/**
 * Makes the recording louder or softer, without clipping it to [-1, 1].
 *
 * @param decibels change of level in dB
 * @param copies copies made of each recording
 */
public record Gain(Range decibels, int copies) implements WaveformAugmentation {
    static final String TYPE = "gain";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Map<String, Object> settings() {
        return Augmentation.settings(TYPE, "decibels", decibels.settings(), "copies", copies);
    }

    @Override
    public Waveform apply(Waveform waveform, RandomGenerator chance) {
        float factor = (float) Math.pow(10, decibels.draw(chance) / 20);
        float[] changed = waveform.samples().clone();
        for (int i = 0; i < changed.length; i++) {
            changed[i] *= factor;
        }
        return new Waveform(changed, waveform.sampleRate());
    }
}
