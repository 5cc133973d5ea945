package serlab.augment;

import java.util.Map;
import java.util.random.RandomGenerator;
import serlab.audio.Waveform;

/**
 * Adds white Gaussian noise at a stated ratio of the recording's mean power to the noise's.
 *
 * @param snrDb signal-to-noise ratio in dB
 * @param copies copies made of each recording
 */
public record Noise(Range snrDb, int copies) implements WaveformAugmentation {
    static final String TYPE = "noise";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Map<String, Object> settings() {
        return Augmentation.settings(TYPE, "snrDb", snrDb.settings(), "copies", copies);
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
