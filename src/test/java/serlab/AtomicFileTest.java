package serlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void foldersAreMadeAndAFileIsReplaced() throws IOException {
        Path file = folder.resolve("a/b/table.csv");
        assertEquals(file, new AtomicFile(file).write(new byte[] {1}));
        new AtomicFile(file).write(new byte[] {2, 3});
        assertEquals(List.of((byte) 2, (byte) 3), List.of(Files.readAllBytes(file)[0], Files.readAllBytes(file)[1]));
        assertEquals(List.of("table.csv"), names(file.getParent()));
    }

    @Test
    void whatBreaksOffLeavesTheEarlierFileAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("table.csv"), "earlier");
        UncheckedIOException thrown = assertThrows(UncheckedIOException.class, () -> new AtomicFile(file).write(out -> {
            out.write(new byte[100_000]);
            throw new IOException("No space left on device");
        }));
        assertEquals("'" + file + "' could not be written: no space left on device; free space, mend the permissions or name "
                + "another folder", thrown.getMessage());
        assertEquals("earlier", Files.readString(file));
        assertEquals(List.of("table.csv"), names(folder));
    }

    @Test
    void aFileInThePlaceOfAFolderIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        UncheckedIOException thrown = assertThrows(UncheckedIOException.class,
                () -> new AtomicFile(file.resolve("table.csv")).write(new byte[1]));
        assertEquals("'" + file.resolve("table.csv") + "' could not be written: a file is in the place of a folder; free "
                + "space, mend the permissions or name another folder", thrown.getMessage());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
