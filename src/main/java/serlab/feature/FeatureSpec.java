package serlab.feature;

import serlab.audio.Waveform;

/**
 * The settings of a feature extractor. Two specs with equal {@link #id()} give equal numbers for equal samples.
 */
public sealed interface FeatureSpec permits LogMelSpec, MfccSpec {
    /** The name in experiment files: {@code log-mel}, {@code mfcc}. */
    String type();

    /** Rows of the feature matrix: mel bands or coefficients. */
    int bands();

    /** Columns of {@link #extract}: every clip is padded or trimmed to this many frames. */
    int frames();

    /** Names every setting that changes the numbers; part of cache keys and of run parameters. */
    String id();

    /**
     * The feature of a whole recording, at its own length.
     *
     * @return {@code float[bands][frames of the clip]}
     */
    float[][] full(Waveform waveform);

    /**
     * The feature of a recording at the fixed length that a network takes.
     *
     * @return {@code float[bands()][frames()]}
     */
    float[][] extract(Waveform waveform);
}
