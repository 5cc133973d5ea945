package serlab.augment;

import java.util.random.RandomGenerator;
import serlab.audio.Waveform;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/** Longer or shorter recording at the same pitch. */
@Part(name = "time-stretch", does = "makes the recording longer or shorter and keeps its pitch")
public record TimeStretch(
        @Option(value = "[0.85, 1.15]", min = 0.25, max = 4, also = {"rate", "speed", "tempo"},
                meaning = "tempo, 0.8 for a duration of 1 / 0.8")
        Range factor,
        @Option(like = Noise.class) int copies,
        @Option(value = "phase-vocoder", quiet = true, meaning = "how it is done") StretchMethod method)
        implements WaveformAugmentation {
    public TimeStretch {
        Declaration.check(TimeStretch.class, factor, copies, method);
    }

    /** The second: the phase vocoder computes in single precision. */
    @Override
    public int codeVersion() {
        return 2;
    }

    @Override
    public Waveform apply(Waveform waveform, RandomGenerator chance) {
        return method.stretch(waveform, factor.draw(chance));
    }
}
