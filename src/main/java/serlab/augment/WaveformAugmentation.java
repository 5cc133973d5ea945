package serlab.augment;

import java.util.List;
import java.util.random.RandomGenerator;
import serlab.InvalidInputException;
import serlab.NearestName;
import serlab.Settings;
import serlab.audio.Waveform;

/**
 * A random change of a recording, of which a number of copies is made once for each training clip; their features are
 * cached. A copy may have another sampling rate than the recording.
 */
public sealed interface WaveformAugmentation extends Augmentation
        permits Noise, Speed, PitchShift, TimeStretch, Gain, Delay {
    /** Copies made of each recording, at least 1. */
    int copies();

    /**
     * A changed copy.
     *
     * @param waveform left as it is
     * @param chance   where all choices come from
     */
    Waveform apply(Waveform waveform, RandomGenerator chance);

    /** The known changes. */
    static List<String> types() {
        return List.of(Noise.TYPE, Speed.TYPE, PitchShift.TYPE, TimeStretch.TYPE, Gain.TYPE, Delay.TYPE);
    }

    /** Reads the settings of a known type. */
    static WaveformAugmentation read(String type, Settings settings) {
        int copies = settings.integer("copies", 1, 1, 100);
        return switch (type) {
            case Noise.TYPE -> new Noise(Range.read(settings, "snrDb", new Range(12, 28), -20, 100), copies);
            case Speed.TYPE -> new Speed(Range.read(settings, "factor", new Range(0.9, 1.1), 0.25, 4), copies);
            case PitchShift.TYPE ->
                new PitchShift(Range.read(settings, "semitones", new Range(-2, 2), -24, 24), copies);
            case TimeStretch.TYPE -> TimeStretch.read(settings, copies);
            case Gain.TYPE -> new Gain(Range.read(settings, "decibels", new Range(-6, 6), -60, 60), copies);
            case Delay.TYPE -> new Delay(Range.read(settings, "seconds", new Range(-0.3, 0.3), -10, 10), copies);
            default -> throw new InvalidInputException(NearestName.suggest("augmentation", type, types()));
        };
    }
}
