package serlab.feature.voice;

/** What becomes of the voice descriptors of a clip. */
public enum VoiceLevel {
    /** Their statistics over the clip, one column. */
    FUNCTIONALS,
    /** Themselves, a column every 10 ms. */
    DESCRIPTORS
}
