package serlab.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import serlab.audio.Waveform;
import serlab.audio.file.WavEncoder;
import serlab.experiment.ProcessMemory;

/** What is left of uploads once they are answered: no file, no memory. */
@Tag("slow")
class NothingKeptTest {
    private static final int DEPTH = 3;
    private static final int LARGEST = 64 << 20;
    private static final int UPLOADS = 400;
    private static final long MEBIBYTE = 1 << 20;

    private static byte[] noise(double seconds, long seed) {
        Random random = new Random(seed);
        float[] samples = new float[(int) (seconds * 22_050)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = 0.2f * (random.nextFloat() - 0.5f);
        }
        return WavEncoder.encode16(new Waveform(samples, 22_050));
    }

    /** Files below the usual places, written since, whose name or content tells of the upload. */
    private static List<Path> tellingFiles(long since, String name, String mark) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path place : List.of(Path.of(System.getProperty("java.io.tmpdir")), Path.of("out"), Path.of("target"))) {
            if (Files.isDirectory(place)) {
                Files.walkFileTree(place, EnumSet.noneOf(FileVisitOption.class), DEPTH, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                        if (facts.isRegularFile() && facts.lastModifiedTime().toMillis() >= since
                                && (file.toString().contains(name) || holds(file, facts.size(), mark))) {
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        return FileVisitResult.CONTINUE;
                    }
                });
            }
        }
        return found;
    }

    private static boolean holds(Path file, long size, String mark) {
        try {
            return size < LARGEST && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(mark);
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void noUploadIsWrittenToAFile() throws Exception {
        byte[] clip = noise(90, System.nanoTime());
        String mark = new String(clip, 1_000_000, 64, StandardCharsets.ISO_8859_1);
        String name = UUID.randomUUID().toString();
        long since = System.currentTimeMillis() - 1000;
        try (TestServer server = TestServer.start()) {
            assertEquals(200, server.upload(name + ".wav", clip).statusCode());
            assertEquals(List.of(), tellingFiles(since, name, mark));
        }
        Path control = Files.createTempFile("upload", ".wav");
        try {
            Files.write(control, clip);
            assertTrue(tellingFiles(since, name, mark).contains(control), "the search finds what is there");
        } finally {
            Files.delete(control);
        }
    }

    @Test
    void memoryIsFlatUnderManyUploads() throws Exception {
        byte[] clip = noise(1, 1);
        try (TestServer server = TestServer.start()) {
            round(server, clip);
            round(server, clip);
            long heap = heap();
            Optional<Long> resident = ProcessMemory.resident();
            for (int i = 0; i < 2; i++) {
                round(server, clip);
            }
            assertEquals(0, server.bytes());
            assertTrue(heap() - heap < 16 * MEBIBYTE, "heap grew from " + heap + " to " + heap());
            if (resident.isPresent()) {
                long grown = ProcessMemory.resident().orElseThrow() - resident.get();
                assertTrue(grown < 128 * MEBIBYTE, "the process grew by " + grown + " bytes");
            }
        }
    }

    private static void round(TestServer server, byte[] clip) {
        ExecutorService pool = Executors.newFixedThreadPool(UPLOADS);
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int i = 0; i < UPLOADS; i++) {
            all.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return server.upload("clip.wav", clip).statusCode();
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }, pool));
        }
        all.forEach(one -> assertEquals(200, one.join()));
        pool.shutdown();
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
