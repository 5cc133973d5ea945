package serlab.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** Samples per second that recordings are resampled to, in Hz. */
    int sampleRate();

    /** Samples from one frame to the next, at {@link #sampleRate()}. */
    int hopLength();

    /**
     * Every setting by its name in experiment files, {@code type} first, defaults included. {@link #of} reads it back.
     */
    Map<String, Object> settings();

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

    /** Names every setting that changes the numbers; part of cache keys and of run parameters. */
    default String id() {
        StringBuilder id = new StringBuilder(type());
        settings().forEach((key, value) -> {
            if (!key.equals("type")) {
                id.append('-').append(key).append(value);
            }
        });
        return id.append("-v").append(FeatureTypes.VERSION).toString();
    }

    /**
     * These settings with some replaced.
     *
     * @throws serlab.InvalidInputException as {@link #of}
     */
    default FeatureSpec with(Map<String, ?> changes) {
        Map<String, Object> settings = new LinkedHashMap<>(settings());
        settings.putAll(changes);
        return of(settings);
    }

    /**
     * Reads settings as an experiment file writes them, {@code {type: mfcc, coefficients: 40, frames: 174}}; what is not
     * given takes its default.
     *
     * @throws serlab.InvalidInputException if the type or a key is unknown, or a value has the wrong type or range
     */
    static FeatureSpec of(Map<String, ?> settings) {
        return FeatureTypes.read(settings);
    }

    /** The known types, in the order in which help shows them. */
    static List<String> types() {
        return FeatureTypes.names();
    }
}
