package serlab.feature.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;
import static serlab.feature.export.SmallExport.CLIPS;
import static serlab.feature.export.SmallExport.settings;
import static serlab.feature.export.SmallExport.zcr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.FolderLock;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.audio.file.WavEncoder;
import serlab.corpus.Clip;
import serlab.corpus.ClipSource;
import serlab.feature.cache.ClipPipeline;
import serlab.feature.cache.FeatureCache;
import serlab.feature.cache.ProgressListener;

class FeatureExportTest {
    @TempDir
    Path folder;

    private ExportResult run(ExportSettings settings, List<Clip> clips) {
        return new SmallExport(folder).run(settings, clips);
    }

    private static Clip silent(String id) {
        return new Clip(id, "happy", "", Map.of(), new ClipSource() {
            @Override
            public byte[] bytes() {
                return WavEncoder.encode16(new Waveform(new float[22050], 22050));
            }

            @Override
            public String location() {
                return "silent.wav";
            }
        });
    }

    @Test
    void everyClipHasItsFullLengthAndARow() throws IOException {
        ExportResult result = run(zcr(), CLIPS);
        assertEquals(4, result.computed());
        List<String> rows = Files.readAllLines(result.index());
        assertEquals("clip,file,label,speaker,actor,channel,intensity,repetition,sex,statement,seconds,bands,frames,sha256",
                rows.get(0));
        assertEquals(5, rows.size());
        for (int i = 0; i < CLIPS.size(); i++) {
            Clip clip = CLIPS.get(i);
            float[][] expected = zcr().spec().full(AudioDecoder.decode(clip.source().bytes(), clip.id()));
            byte[] file = Files.readAllBytes(folder.resolve(clip.id() + ".npy"));
            assertArrayEquals(expected, Npy.decode(file, 1, expected[0].length));
            assertTrue(rows.get(i + 1).startsWith(clip.id() + "," + clip.id() + ".npy," + clip.label() + ",01,"),
                    rows.get(i + 1));
            assertContains(rows.get(i + 1), ",1," + expected[0].length + ",");
        }
    }

    /** Another process, which opens the folder and says what came of it. */
    static final class Another {
        private Another() {
        }

        public static void main(String[] arguments) throws IOException {
            try (FolderLock lock = FolderLock.of(Path.of(arguments[0])); ExportFolder folder = ExportFolder.open(Path.of(arguments[0]), zcr())) {
                System.out.print("opened " + folder.root());
            } catch (InvalidInputException e) {
                System.out.print(e.getMessage());
            }
        }

        static String at(Path folder) {
            try {
                Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                        System.getProperty("java.class.path"), Another.class.getName(), folder.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
                return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void twoProcessesDoNotWriteIntoOneFolder() {
        List<String> said = new ArrayList<>();
        new SmallExport(folder).run(zcr(), CLIPS, 1, (done, total) -> {
            if (done == 2) {
                said.add(Another.at(folder));
            }
        });
        assertEquals(List.of("another process writes into '" + folder + "'; wait until it has ended, or name another folder with --out"),
                said);
        assertEquals("opened " + folder, Another.at(folder));
    }

    @Test
    void goesOnWhereItWasCutOff() throws IOException {
        assertThrows(IllegalArgumentException.class, () -> new SmallExport(folder).run(zcr(), CLIPS, 1, (done, total) -> {
            if (done == 2) {
                throw new IllegalArgumentException("cut off");
            }
        }));
        assertFalse(Files.exists(folder.resolve("index.csv")));
        Files.writeString(folder.resolve("progress.jsonl"), "\n{\"clip\":\"torn", StandardOpenOption.APPEND);
        Path first = folder.resolve(CLIPS.get(0).id() + ".npy");
        Files.setLastModifiedTime(first, FileTime.fromMillis(1000));
        ExportResult result = run(zcr(), CLIPS);
        assertEquals(2, result.kept());
        assertEquals(2, result.computed());
        assertEquals(1000, Files.getLastModifiedTime(first).toMillis());
        assertEquals(5, Files.readAllLines(result.index()).size());
    }

    @Test
    void changedAudioAndRemovedFilesAreComputedAgain() throws IOException {
        run(zcr(), CLIPS);
        Files.delete(folder.resolve(CLIPS.get(0).id() + ".npy"));
        List<Clip> changed = new ArrayList<>(CLIPS);
        Clip second = CLIPS.get(1);
        changed.set(1, new Clip(second.id(), second.label(), second.speaker(), second.fields(), CLIPS.get(2).source()));
        ExportResult result = run(zcr(), changed);
        assertEquals(2, result.computed());
        assertEquals(2, result.kept());
        assertArrayEquals(Files.readAllBytes(folder.resolve(CLIPS.get(2).id() + ".npy")),
                Files.readAllBytes(folder.resolve(second.id() + ".npy")));
    }

    @Test
    void otherSettingsAreRefused() {
        run(zcr(), CLIPS);
        String message = assertThrows(InvalidInputException.class, () -> run(settings(ExportSettings.Format.NPY, false,
                "type", "zcr", "hopLength", 256), CLIPS)).getMessage();
        assertContains(message, "features.hopLength 512 there, 256 here");
        message = assertThrows(InvalidInputException.class, () -> run(settings(ExportSettings.Format.NPY, true,
                "type", "zcr"), CLIPS)).getMessage();
        assertContains(message, "length full there, fixed here");
    }

    @Test
    void aStartThatFailedBeforeItsFirstClipHoldsNoSettings() {
        assertThrows(InvalidInputException.class, () -> run(zcr(), List.of(silent("hush"))));
        ExportResult result = run(settings(ExportSettings.Format.CSV, false, "type", "zcr"), CLIPS);
        assertEquals(List.of(), result.skipped());
    }

    @Test
    void filesDoNotDependOnTheNumberOfThreads() throws IOException {
        ExportSettings settings = settings(ExportSettings.Format.CSV, true, "type", "stack", "frames", 50);
        byte[] table = Files.readAllBytes(new SmallExport(folder).run(settings, CLIPS, 3, ProgressListener.NONE).result());
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                Files.delete(path);
            }
        }
        assertArrayEquals(table, Files.readAllBytes(new SmallExport(folder).run(settings, CLIPS, 1, ProgressListener.NONE).result()));
    }

    @Test
    void clipsThatCannotBeUsedAreNamedAndLeftOut() throws IOException {
        List<Clip> clips = new ArrayList<>(CLIPS);
        clips.add(1, silent("hush"));
        ExportResult result = run(zcr(), clips);
        assertEquals(1, result.skipped().size());
        assertTrue(result.skipped().get(0).contains("silent.wav is silent"), result.skipped().toString());
        assertEquals(5, Files.readAllLines(result.index()).size());
        String message = assertThrows(InvalidInputException.class, () -> run(zcr(), List.of(silent("hush")))).getMessage();
        assertTrue(message.startsWith("the only recording cannot be used: "), message);
    }

    @Test
    void clipsShorterThanAWindowNameTheMinimum() {
        ExportSettings late = settings(ExportSettings.Format.NPY, false, "type", "window", "offset", 60);
        String message = assertThrows(InvalidInputException.class, () -> run(late, CLIPS)).getMessage();
        assertContains(message, "a window from 60.0 s needs a recording longer than that");
    }

    @Test
    void namesMustStayInTheFolder() {
        Clip first = CLIPS.get(0);
        Clip outside = new Clip("../out", first.label(), "", Map.of(), first.source());
        String message = assertThrows(InvalidInputException.class, () -> run(zcr(), List.of(outside))).getMessage();
        assertContains(message, "would be written outside");
        assertThrows(InvalidInputException.class, () -> run(zcr(), List.of(first, first)));
    }

    @Test
    void nothingUnfinishedIsLeft() throws IOException {
        run(settings(ExportSettings.Format.CSV, false, "type", "rms"), CLIPS);
        try (Stream<Path> all = Files.walk(folder)) {
            assertEquals(List.of(), all.filter(path -> path.toString().endsWith(".partial")).toList());
        }
    }

    /** Features and durations come from the cache: the recordings cannot be decoded the second time. */
    @Test
    void whatTheCacheHoldsIsNotComputedAnew() throws IOException, InterruptedException {
        FeatureCache cache = new FeatureCache(folder.resolve("cache"));
        for (boolean fixed : new boolean[] {false, true}) {
            ExportSettings settings = settings(ExportSettings.Format.NPY, fixed, "type", "mfcc", "coefficients", 13);
            ClipPipeline pipeline = new ClipPipeline(2, true, ProgressListener.NONE);
            Path plain = folder.resolve("plain" + fixed);
            Path cold = folder.resolve("cold" + fixed);
            Path warm = folder.resolve("warm" + fixed);
            new FeatureExport(settings, plain).run(CLIPS, pipeline);
            new FeatureExport(settings, cold, Optional.of(cache)).run(CLIPS, pipeline);
            for (Clip clip : CLIPS) {
                float[][] kept = cache.find(clip.source().bytes(), settings.spec(), !fixed).orElseThrow();
                kept[0][0] = 42;
                cache.keep(clip.source().bytes(), settings.spec(), !fixed, kept);
                assertArrayEquals(Files.readAllBytes(plain.resolve(clip.id() + ".npy")), Files.readAllBytes(cold.resolve(clip.id() + ".npy")));
            }
            ExportResult result = new FeatureExport(settings, warm, Optional.of(cache)).run(CLIPS, pipeline);
            assertEquals(0, result.computed());
            assertEquals(CLIPS.size(), result.cached());
            assertEquals(Files.readString(plain.resolve("index.csv")), Files.readString(warm.resolve("index.csv")));
            byte[] npy = Files.readAllBytes(warm.resolve(CLIPS.get(0).id() + ".npy"));
            assertEquals(42, Npy.decode(npy, 13, result.cached() > 0 ? frames(npy) : 0)[0][0]);
        }
    }

    private static int frames(byte[] npy) {
        return (npy.length - 128) / Float.BYTES / 13;
    }
}
