package serlab.augment;

import java.util.random.RandomGenerator;
import serlab.audio.Waveform;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/** White Gaussian noise at a stated ratio of the recording's mean power to the noise's. */
@Part(name = "noise", does = "adds white Gaussian noise")
public record Noise(
        @Option(value = "[12, 28]", min = -20, max = 100, unit = "dB",
                meaning = "ratio of the power of the recording to that of the noise") Range snrDb,
        @Option(value = "1", min = 1, max = 100, meaning = "copies made of each recording") int copies)
        implements WaveformAugmentation {
    public Noise {
        Declaration.check(Noise.class, snrDb, copies);
    }

    @Override
    public Waveform apply(Waveform waveform, RandomGenerator chance) {
        double power = 0;
        for (float sample : waveform.samples()) {
            power += (double) sample * sample;
        }
        double deviation = Math.sqrt(power / Math.max(1, waveform.samples().length)
                * Math.pow(10, -snrDb.draw(chance) / 10));
        float[] noisy = waveform.samples().clone();
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] += (float) (chance.nextGaussian() * deviation);
        }
        return new Waveform(noisy, waveform.sampleRate());
    }
}
