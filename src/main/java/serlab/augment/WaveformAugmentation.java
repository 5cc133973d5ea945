package serlab.augment;

import java.util.random.RandomGenerator;
import serlab.audio.Waveform;

/**
 * Random change of a recording, of which a number of copies is made once for each training clip; their features are cached.
 * A copy may have another sampling rate than the recording.
 */
public non-sealed interface WaveformAugmentation extends Augmentation {
    /** Copies made of each recording, at least 1. */
    default int copies() {
        return 1;
    }

    /** Version of the code: another one where it gives other samples, so that cached features are not those of the old one. */
    default int codeVersion() {
        return 1;
    }

    /**
     * A changed copy.
     *
     * @param waveform left as it is
     * @param chance   where all choices come from
     */
    Waveform apply(Waveform waveform, RandomGenerator chance);
}
