package serlab.augment;

import java.util.random.RandomGenerator;
import serlab.audio.Waveform;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/** Louder or softer recording, without clipping it to [-1, 1]. */
@Part(name = "gain", does = "makes the recording louder or softer")
public record Gain(
        @Option(value = "[-6, 6]", min = -60, max = 60, unit = "dB", meaning = "change of level") Range decibels,
        @Option(like = Noise.class) int copies) implements WaveformAugmentation {
    public Gain {
        Declaration.check(Gain.class, decibels, copies);
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
