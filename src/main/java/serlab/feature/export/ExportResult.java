package serlab.feature.export;

import java.nio.file.Path;
import java.util.List;

/**
 * What a run left behind.
 *
 * @param computed clips whose features were computed
 * @param cached   clips whose features were taken from the cache
 * @param kept     clips whose features were in the folder already
 * @param skipped  one line for each clip that could not be used
 * @param notes    one line for each clip that is too long to be taken at once, and one on how the table is read where that needs saying
 * @param index    the table of clips
 * @param result   the folder of NumPy files, or the table of features
 */
public record ExportResult(int computed, int cached, int kept, List<String> skipped, List<String> notes, Path index, Path result) {
    public ExportResult {
        skipped = List.copyOf(skipped);
        notes = List.copyOf(notes);
    }
}
