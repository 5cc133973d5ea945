package serlab.augment;

import java.util.Map;
import java.util.random.RandomGenerator;
import serlab.audio.PhaseVocoder;
import serlab.audio.Waveform;

/**
 * Raises or lowers the pitch and keeps the duration: a time stretch, played back at another rate. Source:
 * {@code librosa.effects.pitch_shift}; the rate is rounded to 100 Hz, which is at most a fortieth of a semitone at 48 kHz
 * and a twentieth at 22050 Hz.
 *
 * @param semitones change of pitch in semitones, upwards positive
 * @param copies copies made of each recording
 */
public record PitchShift(Range semitones, int copies) implements WaveformAugmentation {
    static final String TYPE = "pitch-shift";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Map<String, Object> settings() {
        return Augmentation.settings(TYPE, "semitones", semitones.settings(), "copies", copies);
    }

    @Override
    public Waveform apply(Waveform waveform, RandomGenerator chance) {
        double factor = Math.pow(2, semitones.draw(chance) / 12);
        int rate = Math.max(100, 100 * (int) Math.rint(waveform.sampleRate() * factor / 100));
        double tempo = waveform.sampleRate() / (double) rate;
        return new Waveform(new PhaseVocoder(tempo).stretch(waveform.samples()), rate);
    }
}
