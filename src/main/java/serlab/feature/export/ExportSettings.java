package serlab.feature.export;

import java.util.LinkedHashMap;
import java.util.Map;
import serlab.Settings;
import serlab.feature.FeatureSpec;
import serlab.feature.dsp.SignalAnalysis;

/**
 * What is written.
 *
 * @param spec   the feature
 * @param fixed  whether every clip is padded or trimmed to {@code spec.frames()}; else it keeps its own length
 * @param format as what
 */
public record ExportSettings(FeatureSpec spec, boolean fixed, Format format) {
    /** The kinds of files. */
    public enum Format {
        /** A NumPy file per clip: float32, bands x frames. */
        NPY,
        /** One table: a row per frame with a column per band, or a row per clip where the feature is a vector. */
        CSV,
        /** The same table as a Parquet file: numbers in single precision, text, integers. */
        PARQUET
    }

    /** The feature of one recording. */
    float[][] compute(SignalAnalysis analysis) {
        return fixed ? spec.extract(analysis) : spec.full(analysis);
    }

    /** Everything that changes what is written, as keys and values. */
    Map<String, Object> description() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("features", spec.settings());
        all.put("length", fixed ? "fixed" : "full");
        all.put("format", Settings.word(format));
        all.put("id", spec.id());
        return all;
    }
}
