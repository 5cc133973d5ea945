package serlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @TempDir
    private Path folder;

    /** A process that has a folder until it is told to end. */
    static final class Holder {
        private Holder() {
        }

        public static void main(String[] arguments) throws IOException {
            FolderLock.of(Path.of(arguments[0]));
            System.out.println("held");
            System.in.read();
        }
    }

    private static String place(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }

    private Process holder() throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                place(FolderLock.class) + File.pathSeparator + place(Holder.class), Holder.class.getName(), folder.toString()).start();
        BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertEquals("held", said.readLine());
        return process;
    }

    private void refused() {
        assertEquals("another process writes into '" + folder + "'; wait until it has ended, or name another folder with --out",
                assertThrows(InvalidInputException.class, () -> FolderLock.of(folder)).getMessage());
    }

    @Test
    void oneProcessAtATimeHasAFolder() throws Exception {
        Process other = holder();
        try {
            refused();
            refused();
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertTrue(Files.exists(folder.resolve(FolderLock.FILE)), "a killed process leaves the file");
        try (FolderLock lock = FolderLock.of(folder)) {
            refused();
        }
        try (FolderLock lock = FolderLock.of(folder)) {
            assertTrue(Files.exists(folder.resolve(FolderLock.FILE)));
        }
        assertFalse(Files.exists(folder.resolve(FolderLock.FILE)));
    }

    @Test
    void aFolderThatCannotBeWrittenToIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");
        String message = assertThrows(InvalidInputException.class, () -> FolderLock.of(file.resolve("below"))).getMessage();
        assertTrue(message.startsWith("output folder '" + file.resolve("below") + "' cannot be written (") && message.endsWith("with --out"),
                message);
    }
}
