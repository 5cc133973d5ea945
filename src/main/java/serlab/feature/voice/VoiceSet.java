package serlab.feature.voice;

/** Which statistics of voice descriptors are given. */
public enum VoiceSet {
    /** The 88 of eGeMAPSv02. */
    EGEMAPS,
    /** The 62 of GeMAPS, which are among them. */
    GEMAPS
}
