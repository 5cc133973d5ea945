package serlab.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import serlab.evaluation.Csv;

/** One line per clip: what is known of it and what was measured; what a clip does not have is empty. */
final class ExplorationCsv {
    private static final List<String> MEASURES = List.of("duration_s", "sample_rate_hz", "peak_dbfs", "rms_dbfs",
            "loudness_lufs", "sound_dbfs", "leading_silence_s", "trailing_silence_s", "silent_share", "clipped_samples",
            "pitch_median_hz", "pitch_iqr_semitones", "voiced_share", "map_x", "map_y");

    private ExplorationCsv() {
    }

    /** Whether a column holds a number that was measured; the others are texts. */
    static boolean isMeasure(String column) {
        return MEASURES.contains(column);
    }

    static String of(Exploration exploration) {
        TreeSet<String> fields = new TreeSet<>();
        exploration.rows().forEach(row -> fields.addAll(row.clip().fields().keySet()));
        List<String> header = new ArrayList<>(List.of("clip", "emotion", "speaker"));
        header.addAll(fields);
        header.addAll(MEASURES);
        StringBuilder csv = new StringBuilder(Csv.line(header));
        for (Exploration.Row row : exploration.rows()) {
            List<String> line = new ArrayList<>(List.of(row.clip().id(), row.clip().label(), row.clip().speaker()));
            fields.forEach(field -> line.add(row.clip().fields().getOrDefault(field, "")));
            line.addAll(measures(row));
            csv.append(Csv.line(line));
        }
        return csv.toString();
    }

    private static List<String> measures(Exploration.Row row) {
        ClipMeasures m = row.measures();
        return List.of(number(m.durationSeconds()), Integer.toString(m.sampleRate()), number(m.peakDbfs()),
                number(m.rmsDbfs()), number(m.loudnessLufs()), number(m.silence().soundDbfs()),
                number(m.silence().leadingSeconds()), number(m.silence().trailingSeconds()), number(m.silence().share()),
                Integer.toString(m.clippedSamples()), number(m.pitch().medianHz()), number(m.pitch().rangeSemitones()),
                number(m.pitch().voicedShare()), number(row.x()), number(row.y()));
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "";
    }
}
