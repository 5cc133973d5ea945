package serlab.augment;

import java.util.Map;
import java.util.random.RandomGenerator;
import serlab.Settings;
import serlab.audio.Waveform;

/**
 * Makes the recording longer or shorter and keeps its pitch.
 *
 * @param factor tempo, 0.8 for a duration of 1 / 0.8
 * @param method how it is done
 * @param copies copies made of each recording
 */
public record TimeStretch(Range factor, StretchMethod method, int copies) implements WaveformAugmentation {
    static final String TYPE = "time-stretch";
    private static final String METHOD = "method";

    static TimeStretch read(Settings settings, int copies) {
        return new TimeStretch(Range.read(settings, "factor", new Range(0.85, 1.15), 0.25, 4),
                settings.choice(METHOD, StretchMethod.PHASE_VOCODER), copies);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = Augmentation.settings(TYPE, "factor", factor.settings(), "copies", copies);
        if (method != StretchMethod.PHASE_VOCODER) {
            settings.put(METHOD, Settings.word(method));
        }
        return settings;
    }

    @Override
    public Waveform apply(Waveform waveform, RandomGenerator chance) {
        return method.stretch(waveform, factor.draw(chance));
    }
}
