package serlab.augment;

import java.util.Map;
import java.util.random.RandomGenerator;
import serlab.audio.PhaseVocoder;
import serlab.audio.Waveform;

/**
 * Makes the recording longer or shorter and keeps its pitch. Source: {@code librosa.effects.time_stretch}.
 *
 * @param factor tempo, 0.8 for a duration of 1 / 0.8
 * @param copies copies made of each recording
 */
public record TimeStretch(Range factor, int copies) implements WaveformAugmentation {
    static final String TYPE = "time-stretch";

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
        return new Waveform(new PhaseVocoder(factor.draw(chance)).stretch(waveform.samples()), waveform.sampleRate());
    }
}
