package serlab.corpus.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import serlab.corpus.FileSource;
import serlab.corpus.MediaKind;
import serlab.corpus.media.MediaInventory;
import serlab.corpus.media.UnreadFiles;

/**
 * The files of one kind below a folder, chosen as corpora choose them, and what else lies there.
 *
 * @param files  in the order of their paths
 * @param faults what would be such a file if it were converted; one line, or none
 * @param notes  other and hidden files, counted
 */
public record FolderFiles(List<Path> files, List<String> faults, List<String> notes) {
    public FolderFiles {
        files = List.copyOf(files);
        faults = List.copyOf(faults);
        notes = List.copyOf(notes);
    }

    /**
     * Lists a folder by the names of its files.
     *
     * @throws serlab.InvalidInputException if it cannot be read
     */
    public static FolderFiles of(Path folder, MediaKind kind) {
        MediaInventory inventory = MediaInventory.of(folder, kind);
        UnreadFiles unreadFiles = new UnreadFiles(inventory.unread(), kind, path -> "");
        List<Path> files = inventory.items().stream().map(MediaInventory.Item::source)
                .flatMap(source -> source instanceof FileSource file ? Stream.of(file.file())
                        : Stream.empty()).sorted().toList();
        List<String> faults = new ArrayList<>(unreadFiles.faults(folder, Set.of()));
        int packed = inventory.items().size() - files.size();
        if (packed > 0) {
            faults.add(kind.count(packed) + " in archives not read; unpack them");
        }
        List<String> notes = new ArrayList<>(inventory.warnings());
        notes.addAll(unreadFiles.notes());
        return new FolderFiles(files, faults, notes);
    }
}
