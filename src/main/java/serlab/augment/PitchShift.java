package serlab.augment;

import java.util.random.RandomGenerator;
import serlab.audio.PhaseVocoder;
import serlab.audio.Waveform;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/**
 * Higher or lower pitch at the same duration: a time stretch, played back at another rate. Source:
 * {@code librosa.effects.pitch_shift}; the rate is rounded to 100 Hz, which is at most a fortieth of a semitone at 48 kHz
 * and a twentieth at 22050 Hz.
 */
@Part(name = "pitch-shift", does = "raises or lowers the pitch and keeps the duration")
public record PitchShift(
        @Option(value = "[-2, 2]", min = -24, max = 24, unit = "semitones", meaning = "change of pitch, upwards positive")
        Range semitones,
        @Option(like = Noise.class) int copies) implements WaveformAugmentation {
    public PitchShift {
        Declaration.check(PitchShift.class, semitones, copies);
    }

    /** The second: the phase vocoder computes in single precision. */
    @Override
    public int codeVersion() {
        return 2;
    }

    @Override
    public Waveform apply(Waveform waveform, RandomGenerator chance) {
        double factor = Math.pow(2, semitones.draw(chance) / 12);
        int rate = Math.max(100, 100 * (int) Math.rint(waveform.sampleRate() * factor / 100));
        double tempo = waveform.sampleRate() / (double) rate;
        return new Waveform(new PhaseVocoder(tempo).stretch(waveform.samples()), rate);
    }
}
