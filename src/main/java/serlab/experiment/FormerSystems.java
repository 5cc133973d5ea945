package serlab.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import serlab.AtomicFile;
import serlab.EmptyFolders;

/**
 * Folders of systems in the output folder of a suite that has these systems no more: known by the records of their rows, which
 * name the suite. Protocols stay, since a suite may be run under some of them.
 *
 * @param out   output folder of the suite
 * @param suite its name
 */
public record FormerSystems(Path out, String suite) {
    /**
     * Removes what rows of such systems left, and nothing else.
     *
     * @param kept folders of the systems that the suite has
     * @return the names of those folders that something was removed from
     */
    public List<String> remove(List<Path> kept) {
        List<String> removed = new ArrayList<>();
        try {
            for (Path system : folders(out)) {
                List<Path> rows = folders(system);
                if (!kept.contains(system) && rows.stream().anyMatch(this::isFinishedRow)) {
                    for (Path row : rows) {
                        if (isFinishedRow(row) || SuiteRow.isOf(row) || Journal.isUnfinished(row)) {
                            Journal.removeComparison(row);
                            EmptyFolders.delete(row, out);
                        }
                    }
                    removed.add(system.getFileName().toString());
                }
            }
        } catch (IOException e) {
            throw AtomicFile.failure(out, e);
        }
        return removed;
    }

    private boolean isFinishedRow(Path row) {
        Optional<FinishedComparison> finished = ReplacedFiles.finished(row).filter(known -> known.name().equals(suite));
        return finished.isPresent() && finished.get().variants().stream().map(variant -> OutputFolder.fileName(variant.name())).toList()
                .equals(List.of(OutputFolder.fileName(row.getParent().getFileName() + ", " + row.getFileName())));
    }

    private static List<Path> folders(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }
}
