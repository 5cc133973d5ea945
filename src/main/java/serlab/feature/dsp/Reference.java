package serlab.feature.dsp;

/** What 0 dB means in a log-mel spectrogram. */
public enum Reference {
    /** The largest power of the clip: loudness across clips is lost, as with librosa's {@code ref=np.max}. */
    MAX,
    /** A power of 1: loudness across clips is kept, as with librosa's {@code ref=1.0}. */
    ONE
}
