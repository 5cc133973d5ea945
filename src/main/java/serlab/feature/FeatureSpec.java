package serlab.feature;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import serlab.Settings;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.feature.dsp.FrameGrid;
import serlab.feature.dsp.SignalAnalysis;
import serlab.part.Catalog;
import serlab.part.Configured;

/**
 * The settings of a feature extractor. Two specs with equal {@link #id()} give equal numbers for equal samples.
 *
 * <p>A feature is a matrix {@code [bands][frames]}. A sequence has one column per moment of time; a vector has one column
 * ({@link StatisticsSpec}, n x 1) or one row ({@link FlattenSpec}, 1 x n).
 *
 * <p>{@link Float#NaN} stands for a value that is not there, such as the pitch of a frame that is not voiced: what sums
 * values up leaves it out, and a {@link Scaler} gives a network the mean of the training clips instead. Only features with
 * {@link #mayLackValues()} hold it.
 */
public interface FeatureSpec extends Configured {
    /** Rows of the feature matrix: mel bands, coefficients… */
    int bands();

    /** Pictures of equal size that the rows hold one above the other, such as red, green and blue. */
    default int channels() {
        return 1;
    }

    /** Outputs of equal size, of the layers of an encoder, that the rows hold one behind the other; 1 for any other feature. */
    default int encoderLayers() {
        return 1;
    }

    /** Columns of {@link #extract}: every clip is padded or trimmed to this many frames. */
    int frames();

    /** Which moments the columns stand for, or stood for before they were summed up. */
    FrameGrid grid();

    /** Whether it is computed of recordings; else files hold it already, such as images. */
    default boolean ofRecordings() {
        return true;
    }

    /** Whether the columns are moments of time. */
    default boolean isSequence() {
        return true;
    }

    /** What tables call the values: those of a frame of a sequence, all of a vector row by row. */
    default List<String> valueNames() {
        int values = isSequence() ? bands() : bands() * frames();
        return IntStream.range(0, values).mapToObj(i -> type() + "_" + i).toList();
    }

    /** Units of {@link #valueNames()}, such as {@code Hz}; empty where a value has none, or none is stated. */
    default List<String> valueUnits() {
        return Collections.nCopies(valueNames().size(), "");
    }

    /** Whether a value can be missing, which is {@link Float#NaN} then. */
    default boolean mayLackValues() {
        return false;
    }

    /** How the features of many clips are standardized: each value of a row vector by itself, else band by band. */
    default Scaler.Kind scaling() {
        return !isSequence() && bands() == 1 ? Scaler.Kind.PER_VALUE : Scaler.Kind.PER_BAND;
    }

    /**
     * Which values have a unit in common, as a number per band: those of equal numbers may be compared in size. Per value
     * for a row vector.
     */
    default int[] units() {
        return new int[scaling() == Scaler.Kind.PER_VALUE ? bands() * frames() : bands()];
    }

    /** Samples per second that recordings are resampled to, in Hz. */
    default int sampleRate() {
        return grid().sampleRate();
    }

    /** Samples from one frame to the next, at {@link #sampleRate()}. */
    default int hopLength() {
        return grid().hopLength();
    }

    /**
     * The feature of a whole recording, at its own length; a flattened feature has its fixed length here too.
     *
     * @param analysis the recording; several features of it share their Fourier transforms
     * @return {@code float[bands][frames of the clip]}
     * @throws serlab.InvalidInputException if the recording has too few frames for the feature, naming the minimum
     */
    float[][] full(SignalAnalysis analysis);

    /** As {@link #full(SignalAnalysis)}, for a recording that nothing else is computed of. */
    default float[][] full(Waveform waveform) {
        return full(new SignalAnalysis(waveform));
    }

    /**
     * Pads or trims what {@link #full} gave, as this feature is padded.
     *
     * @param full   {@code float[bands()][any]}
     * @param frames columns of the result
     */
    float[][] fit(float[][] full, int frames);

    /**
     * The feature of a recording at the fixed length that a network takes.
     *
     * @return {@code float[bands()][frames()]}
     */
    default float[][] extract(SignalAnalysis analysis) {
        return fit(full(analysis), frames());
    }

    /** As {@link #extract(SignalAnalysis)}, for a recording that nothing else is computed of. */
    default float[][] extract(Waveform waveform) {
        return extract(new SignalAnalysis(waveform));
    }

    /**
     * The feature of an encoded clip at the fixed length.
     *
     * @param content  the whole file: a recording, an image for an {@link ImageSpec}, numbers for a {@link TableSpec}
     * @param location what messages call the clip
     * @param change   done to the recording first
     * @return {@code float[bands()][frames()]}
     * @throws serlab.InvalidInputException if the clip cannot be decoded, or is too short or silent
     */
    default float[][] extract(byte[] content, String location, WaveformChange change) {
        Waveform usable = ClipCheck.usable(AudioDecoder.decode(content, location), location);
        return ClipCheck.naming(location, () -> extract(change.apply(usable)));
    }

    /** What to say of a recording of that length, if it is too long to be taken at once and so is cut into parts. */
    default Optional<String> cutting(double seconds) {
        return Optional.empty();
    }

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
        Settings section = new Settings("features", settings);
        if (CustomFeature.TYPE.equals(settings.get("type"))) {
            throw CustomFeature.unknown(settings.get("name"));
        }
        return catalog().read(section);
    }

    /**
     * Reads settings that were written down in full with a model: what they do not name was not known then, and keeps the
     * value that it had.
     *
     * @throws serlab.InvalidInputException as {@link #of}
     */
    static FeatureSpec recorded(Map<String, ?> settings) {
        return of(FeatureTypes.recorded(settings));
    }

    /** The extractors by name. */
    static Catalog<FeatureSpec> catalog() {
        return FeatureTypes.ALL;
    }
}
