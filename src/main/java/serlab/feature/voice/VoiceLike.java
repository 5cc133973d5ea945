package serlab.feature.voice;

/** Whose numbers voice descriptors are to equal. */
public enum VoiceLike {
    /** Those of openSMILE 2.6.0, with what it calls by another name than the field does; comparable with published ones. */
    OPENSMILE,
    /** Those that the words mean: right on signals of known values; missing where there is none. */
    TRUTH
}
