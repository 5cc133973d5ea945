package serlab.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
        AudioInventory inventory = AudioInventory.of(dataOrNull);
        int wrapper = wrapperLength(inventory.items());
        Map<String, Clip> clips = new TreeMap<>();
        int loose = 0;
        for (AudioInventory.Item item : inventory.items()) {
            int slash = item.path().indexOf('/', wrapper);
            if (slash < 0 || item.path().charAt(slash - 1) == '!') {
                loose++;
            } else {
                String label = item.path().substring(wrapper, slash).toLowerCase(Locale.ROOT).strip();
                clips.put(item.path(), new Clip(item.path(), label, "", Map.of(), item.source()));
            }
        }
        if (clips.isEmpty()) {
            throw new InvalidInputException("'" + dataOrNull + "' holds no audio in class folders; expected one folder "
                    + "per emotion with .wav, .flac, .mp3, .aiff or .ogg files");
        }
        List<Clip> all = List.copyOf(clips.values());
        List<String> warnings = new ArrayList<>(inventory.warnings());
        if (loose > 0) {
            warnings.add(loose + " audio files lie outside the class folders or in archives beside them; they were left out");
        }
        warnings.addAll(LabelledClips.warnings(all));
        return new Corpus(dataOrNull.toAbsolutePath().normalize().getFileName().toString(), false,
                LabelledClips.labels(all), all, warnings);
    }

    /** Length of the folder name, with its slash, that all classes lie in; 0 if there is none. */
    private static int wrapperLength(List<AudioInventory.Item> items) {
        if (items.isEmpty()) {
            return 0;
        }
        int length = items.get(0).path().indexOf('/') + 1;
        String wrapper = items.get(0).path().substring(0, length);
        boolean around = items.stream()
                .allMatch(item -> item.path().startsWith(wrapper) && item.path().indexOf('/', length) > 0);
        return around ? length : 0;
    }
}
