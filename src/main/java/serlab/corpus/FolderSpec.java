package serlab.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import serlab.InvalidInputException;

/**
 * A folder (or zip archive) with one folder per class. Deeper folders belong to the class above them; one folder around
 * all classes is passed through. Labels are the folder names in lower case, sorted; speakers are unknown.
 */
public record FolderSpec() implements CorpusSpec {
    @Override
    public String type() {
        return "folder";
    }

    @Override
    public Corpus open(Path dataOrNull) {
        if (dataOrNull == null) {
            throw new InvalidInputException("a corpus of type folder needs a place; name the folder with --data or "
                    + "SER_DATA");
        }
        MediaInventory inventory = MediaInventory.of(dataOrNull);
        ClassFolders folders = ClassFolders.of(inventory.items());
        List<Clip> all = folders.items().stream().map(item -> new Clip(item.path(), folders.label(item), "", Map.of(),
                item.source())).sorted(Comparator.comparing(Clip::id)).toList();
        if (all.isEmpty()) {
            throw new InvalidInputException("'" + dataOrNull + "' holds no audio in class folders; expected one folder "
                    + "per emotion with " + MediaKind.AUDIO.words() + " files");
        }
        List<String> warnings = new ArrayList<>(inventory.warnings());
        if (folders.loose() > 0) {
            warnings.add(folders.loose() + " audio files lie outside the class folders or in archives beside them; they were left out");
        }
        warnings.addAll(LabelledClips.warnings(all));
        return new Corpus(dataOrNull.toAbsolutePath().normalize().getFileName().toString(), false,
                LabelledClips.labels(all), all, warnings);
    }
}
