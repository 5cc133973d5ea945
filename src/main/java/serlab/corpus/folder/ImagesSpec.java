package serlab.corpus.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusSpec;
import serlab.corpus.MediaKind;
import serlab.corpus.media.MediaInventory;
import serlab.corpus.media.UnreadFiles;
import serlab.corpus.ravdess.RavdessName;
import serlab.part.Part;

/**
 * A folder (or zip archive) of PNG and JPEG images with one folder per class, such as {@code ./ser spectrograms} writes.
 * Labels are the folder names in lower case: in RAVDESS's order if all are its emotions, else sorted. Speaker and other
 * fields come from RAVDESS file names; with other names they are unknown.
 */
@Part(name = "images", does = "a folder or archive of PNG and JPEG images with one folder per class")
public record ImagesSpec() implements CorpusSpec {
    @Override
    public Corpus open(Path dataOrNull) {
        if (dataOrNull == null) {
            throw new InvalidInputException("a corpus of type images needs a place; name the folder with --data or "
                    + "SER_DATA");
        }
        MediaInventory inventory = MediaInventory.of(dataOrNull, MediaKind.IMAGE);
        ClassFolders folders = ClassFolders.of(inventory);
        List<Clip> all = folders.items().stream().map(item -> clip(item, folders.label(item)))
                .sorted(Comparator.comparing(Clip::id)).toList();
        UnreadFiles unreadFiles = new UnreadFiles(inventory.unread(), MediaKind.IMAGE, folders::label);
        if (all.isEmpty()) {
            throw new InvalidInputException("'" + dataOrNull + "' holds no images in class folders; expected one folder "
                    + "per emotion with " + MediaKind.IMAGE.words() + " files");
        }
        List<String> warnings = new ArrayList<>(inventory.warnings());
        if (folders.loose() > 0) {
            warnings.add(MediaKind.IMAGE.count(folders.loose())
                    + " left out: outside the class folders, or in archives beside "
                    + "them");
        }
        warnings.addAll(unreadFiles.notes());
        warnings.addAll(LabeledClips.warnings(all));
        return new Corpus(dataOrNull.toAbsolutePath().normalize().getFileName() + " (images)", false, labels(all), all,
                warnings, unreadFiles.faults(dataOrNull, Set.copyOf(labels(all))));
    }

    private static Clip clip(MediaInventory.Item item, String label) {
        Optional<RavdessName> name = RavdessName.parse(item.stem());
        return new Clip(item.path(), label, name.map(RavdessName::speaker).orElse(""),
                name.map(RavdessName::fields).orElse(Map.of()), item.source());
    }

    private static List<String> labels(List<Clip> clips) {
        List<String> sorted = LabeledClips.labels(clips);
        return RavdessName.EMOTIONS.containsAll(sorted)
                ? RavdessName.EMOTIONS.stream().filter(sorted::contains).toList() : sorted;
    }
}
