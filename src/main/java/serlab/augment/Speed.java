package serlab.augment;

import java.util.random.RandomGenerator;
import serlab.audio.Waveform;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/**
 * Faster or slower play of the recording, pitch and formants with it, as a tape would: the samples stay, the sampling rate
 * changes, to the nearest hundredth of the speed.
 */
@Part(name = "speed", does = "plays the recording faster or slower, pitch and formants with it")
public record Speed(
        @Option(value = "[0.9, 1.1]", min = 0.25, max = 4, also = {"rate", "speed", "tempo"},
                meaning = "speed, 1.1 for a tenth faster")
        Range factor,
        @Option(like = Noise.class) int copies) implements WaveformAugmentation {
    public Speed {
        Declaration.check(Speed.class, factor, copies);
    }

    /** One copy at a fixed speed. */
    public static Speed of(double factor) {
        return new Speed(new Range(factor, factor), 1);
    }

    @Override
    public Waveform apply(Waveform waveform, RandomGenerator chance) {
        double speed = Math.rint(100 * factor.draw(chance)) / 100;
        return new Waveform(waveform.samples(), (int) Math.rint(waveform.sampleRate() * speed));
    }
}
