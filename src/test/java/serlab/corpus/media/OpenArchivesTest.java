package serlab.corpus.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.ClipSource;
import serlab.corpus.Corpus;
import serlab.corpus.folder.FolderSpec;

/** Clips of archives: one opening for many of them, and bounds on what an archive may hold. */
class OpenArchivesTest {
    @TempDir
    Path folder;

    @Test
    void anArchiveIsOpenedOnceForAllItsClipsAndClosedAtTheEnd() throws IOException {
        Path zip = archive("a.zip", 300);
        OpenArchives archives = new OpenArchives();
        for (int i = 0; i < 300; i++) {
            assertArrayEquals(content(i), source(archives, zip, i).bytes());
            assertEquals(1, archives.count());
        }
        Files.delete(zip);
        assertArrayEquals(content(7), source(archives, zip, 7).bytes(), "it is still open");
        archives.close();
        assertEquals(0, archives.count());
        assertThrows(IOException.class, () -> source(archives, zip, 7).bytes());
    }

    @Test
    void manyThreadsReadTheSameArchive() throws IOException, InterruptedException, ExecutionException {
        Path zip = archive("a.zip", 200);
        OpenArchives archives = new OpenArchives();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<byte[]>> read = new ArrayList<>();
            for (int i = 0; i < 4000; i++) {
                ZipEntrySource source = source(archives, zip, i % 200);
                read.add(threads.submit(source::bytes));
            }
            for (int i = 0; i < read.size(); i++) {
                assertArrayEquals(content(i % 200), read.get(i).get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(1, archives.count());
        archives.close();
        assertEquals(0, archives.count());
    }

    @Test
    void ofManyArchivesFewStayOpen() throws IOException {
        OpenArchives archives = new OpenArchives();
        for (int i = 0; i < 40; i++) {
            Path zip = archive(i + ".zip", 1);
            assertArrayEquals(content(0), source(archives, zip, 0).bytes());
            assertTrue(archives.count() <= 16, archives.count() + " open");
        }
        archives.close();
        assertEquals(0, archives.count());
    }

    @Test
    void aListingLeavesNothingOpenAndItsClipsAreRead() throws IOException {
        Path zip = archive("a.zip", 20);
        Corpus corpus = new FolderSpec().open(zip);
        assertEquals(20, corpus.clips().size());
        OpenArchives archives = ((ZipEntrySource) corpus.clips().get(0).source()).archives();
        assertEquals(0, archives.count());
        for (Clip clip : corpus.clips()) {
            assertEquals(content(0).length, clip.source().bytes().length);
        }
        assertEquals(1, archives.count());
    }

    @Test
    void anEntryThatStandsTwiceIsRefused() throws IOException {
        Path zip = folder.resolve("twice.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            put(out, "angry/a.wav", content(1));
            put(out, "angry/b.wav", content(2));
        }
        String text = Files.readString(zip, StandardCharsets.ISO_8859_1).replace("angry/b.wav", "angry/a.wav");
        Files.writeString(zip, text, StandardCharsets.ISO_8859_1);
        assertContains(messageOf(zip), "holds 'angry/a.wav' twice");
    }

    @Test
    void whatUnpacksToMuchMoreThanItsSizeIsRefused() throws IOException {
        Path one = folder.resolve("one.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(one))) {
            put(out, "angry/a.wav", new byte[17 << 20]);
        }
        ClipSource source = new FolderSpec().open(one).clips().get(0).source();
        assertContains(assertThrows(InvalidInputException.class, source::bytes).getMessage(),
                "unpacks to more than 100 times its size");
        Path many = folder.resolve("many.zip");
        byte[] silence = new byte[16 << 20];
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(many))) {
            for (int i = 0; i < 70; i++) {
                put(out, "angry/" + i + ".wav", silence);
            }
        }
        assertContains(messageOf(many), "unpacks to 1120 MiB, more than 100 times its size");
    }

    @Test
    void theDirectoryIsBoundedBeforeItIsRead() throws IOException {
        Path zip = archive("a.zip", 3);
        assertEquals(3, ZipDirectory.of(zip).entries());
        byte[] bytes = Files.readAllBytes(zip);
        ByteBuffer end = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        end.putInt(bytes.length - 22 + 12, 100 << 20);
        Files.write(zip, bytes);
        assertContains(messageOf(zip), "has a directory of 104857600 bytes");
        Path text = Files.writeString(folder.resolve("text.zip"), "no archive");
        assertContains(messageOf(text), "is not a readable zip archive");
        assertContains(messageOf(Files.write(folder.resolve("empty.zip"), new byte[0])), "not a readable zip");
    }

    @Test
    void moreFilesThanAreReadAreRefusedByTheirNumber() throws IOException {
        Path zip = folder.resolve("many.zip");
        try (OutputStream file = Files.newOutputStream(zip); ZipOutputStream out = new ZipOutputStream(file)) {
            out.setMethod(ZipOutputStream.STORED);
            for (int i = 0; i < 200_001; i++) {
                ZipEntry entry = new ZipEntry("a/" + i);
                entry.setSize(0);
                entry.setCrc(0);
                out.putNextEntry(entry);
            }
        }
        assertEquals(200_001, ZipDirectory.of(zip).entries());
        assertContains(messageOf(zip), "has 200001 entries; at most 200000 are read");
    }

    private static String messageOf(Path zip) {
        String message = assertThrows(InvalidInputException.class, () -> MediaInventory.of(zip)).getMessage();
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    private static ZipEntrySource source(OpenArchives archives, Path zip, int clip) {
        return new ZipEntrySource(archives, zip, "class" + clip % 3 + "/" + clip + ".wav", 1_000_000);
    }

    private Path archive(String name, int clips) throws IOException {
        Path zip = folder.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (int i = 0; i < clips; i++) {
                put(out, "class" + i % 3 + "/" + i + ".wav", content(i));
            }
        }
        return zip;
    }

    private static void put(ZipOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }

    private static byte[] content(int clip) {
        byte[] bytes = new byte[500];
        new Random(clip).nextBytes(bytes);
        return bytes;
    }
}
