package serlab.corpus.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusSpec;
import serlab.corpus.MediaKind;
import serlab.corpus.media.MediaInventory;
import serlab.corpus.media.UnreadFiles;
import serlab.part.Declaration;
import serlab.part.Option;
import serlab.part.Part;

/**
 * A folder (or zip archive) with one folder per class. Deeper folders belong to the class above them; one folder around
 * all classes is passed through. Labels are the folder names in lower case, sorted; speakers are unknown unless a rule tells
 * them from the paths.
 */
@Part(name = "folder", does = "a folder or archive of recordings with one folder per class")
public record FolderSpec(
        @Option(quiet = true, meaning = "regular expression that is found in a recording's path and whose first group is the speaker; "
                + "speakers are unknown where there is none") String speaker) implements CorpusSpec {
    public FolderSpec {
        Declaration.check(FolderSpec.class, speaker);
        SpeakerRule.of(speaker);
    }

    /** Speakers are unknown. */
    public FolderSpec() {
        this("");
    }

    @Override
    public Corpus open(Path dataOrNull) {
        if (dataOrNull == null) {
            throw new InvalidInputException("a corpus of type folder needs a place; name the folder with --data or "
                    + "SER_DATA");
        }
        MediaInventory inventory = MediaInventory.byContent(dataOrNull, MediaKind.AUDIO);
        ClassFolders folders = ClassFolders.of(inventory);
        SpeakerRule rule = SpeakerRule.of(speaker);
        List<Clip> all = folders.items().stream().map(item -> new Clip(item.path(), folders.label(item), rule.speaker(item.path()), Map.of(),
                item.source())).sorted(Comparator.comparing(Clip::id)).toList();
        UnreadFiles unreadFiles = new UnreadFiles(inventory.unread(), MediaKind.AUDIO, folders::label);
        List<String> labels = LabeledClips.labels(all);
        List<String> faults = unreadFiles.faults(dataOrNull, Set.copyOf(labels));
        if (all.isEmpty()) {
            throw new InvalidInputException("'" + dataOrNull + "' holds no audio in class folders; "
                    + (!faults.isEmpty() ? faults.get(0) : inventory.items().isEmpty()
                    ? "expected one folder per emotion with "
                    + MediaKind.AUDIO.words() + " files" : "for its " + MediaKind.AUDIO.count(inventory.items().size())
                    + " without a folder of an emotion, " + ClassDoubts.manifest(inventory.items().get(0).path())));
        }
        List<String> warnings = new ArrayList<>(inventory.warnings());
        if (folders.loose() > 0) {
            warnings.add(MediaKind.AUDIO.count(folders.loose())
                    + " left out: outside the class folders, or in archives beside "
                    + "them");
        }
        rule.note(all).ifPresent(warnings::add);
        warnings.addAll(unreadFiles.notes());
        warnings.addAll(ClassDoubts.of(all));
        warnings.addAll(LabeledClips.warnings(all, "a manifest with a speaker column mends it, or, where file names tell who speaks, "
                + "a rule such as --set 'corpus.speaker=sp(\\d+)'"));
        return new Corpus(dataOrNull.toAbsolutePath().normalize().getFileName().toString(), false, labels, all, warnings,
                faults);
    }
}
