package serlab.feature.export;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import serlab.corpus.Clip;
import serlab.corpus.ClipSource;

/**
 * A recording whose features are wanted.
 *
 * @param id      unique; the path, without extension, of its file below the output folder
 * @param columns what else the tables say of it, by column
 * @param source  its encoded audio
 */
public record ExportItem(String id, Map<String, String> columns, ClipSource source) {
    public ExportItem {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** A clip of a corpus, with its label and speaker. */
    public static ExportItem of(Clip clip) {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("label", clip.label());
        columns.put("speaker", clip.speaker());
        return new ExportItem(clip.id(), columns, clip.source());
    }
}
