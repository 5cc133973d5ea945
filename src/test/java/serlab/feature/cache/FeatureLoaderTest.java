package serlab.feature.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.corpus.ClipSource;
import serlab.corpus.Corpus;
import serlab.feature.FeatureSpec;
import serlab.feature.Golden;
import serlab.feature.LogMelSpec;

class FeatureLoaderTest {
    private static final FeatureSpec SPEC = LogMelSpec.defaults().with(Map.of("frames", 20));

    @TempDir
    Path folder;

    private interface Content {
        byte[] bytes() throws IOException;
    }

    private static Clip clip(String id, Content content) {
        return new Clip(id, "happy", "1", Map.of(), new ClipSource() {
            @Override
            public byte[] bytes() throws IOException {
                return content.bytes();
            }

            @Override
            public String location() {
                return "folder/" + id;
            }
        });
    }

    private static Clip quieter(String id, int shift) {
        return clip(id, () -> {
            byte[] wav = Golden.bytes("features.wav");
            for (int i = 44; i < wav.length; i += 2) {
                int sample = (short) (wav[i] & 0xff | wav[i + 1] << 8) >> shift;
                wav[i] = (byte) sample;
                wav[i + 1] = (byte) (sample >> 8);
            }
            return wav;
        });
    }

    private static Corpus corpus(Clip... clips) {
        return new Corpus("test", true, List.of("happy"), List.of(clips), List.of());
    }

    private static final Clip BROKEN = clip("b", () -> new byte[] {1, 2, 3});
    private static final Clip MISSING = clip("c", () -> {
        throw new IOException("no such file");
    });

    private Features load(Corpus corpus, int threads, boolean strict) throws InterruptedException {
        return new FeatureLoader(new FeatureCache(folder)).load(corpus, SPEC, threads, strict, ProgressListener.NONE);
    }

    @Test
    void keepsTheOrderAndNamesWhatItSkips() throws InterruptedException {
        Corpus corpus = corpus(quieter("a", 0), BROKEN, MISSING, quieter("d", 1), quieter("e", 2));
        Features one = load(corpus, 1, false);
        Features three = load(corpus, 3, false);
        assertEquals(List.of("a", "d", "e"), three.clips().stream().map(Clip::id).toList());
        assertEquals(List.of("b", "c"), three.skipped().stream().map(skipped -> skipped.clip().id()).toList());
        assertTrue(three.skipped().get(1).reason().startsWith("folder/c cannot be read (IOException: no such file)"));
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(one.items().get(i).feature(), three.items().get(i).feature());
        }
    }

    @Test
    void tellsHowFarItIs() throws InterruptedException {
        List<String> heard = new ArrayList<>();
        new FeatureLoader(new FeatureCache(folder)).load(corpus(quieter("a", 0), BROKEN), SPEC, 2, false,
                (done, total) -> heard.add(done + "/" + total));
        assertEquals(List.of("1/2", "2/2"), heard);
    }

    @Test
    void strictRefusesTheFirstBadClip() {
        String message = assertThrows(InvalidInputException.class,
                () -> load(corpus(quieter("a", 0), MISSING, BROKEN), 2, true)).getMessage();
        assertTrue(message.startsWith("folder/c"), message);
    }

    @Test
    void refusesACorpusWithoutUsableClips() {
        String message = assertThrows(InvalidInputException.class, () -> load(corpus(MISSING, BROKEN), 2, false)).getMessage();
        assertTrue(message.startsWith("none of the 2 clips of test can be used; the first: folder/c"), message);
        assertThrows(InvalidInputException.class, () -> load(corpus(), 2, false));
        assertThrows(InvalidInputException.class, () -> load(corpus(BROKEN), 0, false));
    }

    @Test
    void stopsWhenInterrupted() {
        AtomicInteger read = new AtomicInteger();
        Clip[] clips = new Clip[500];
        Arrays.setAll(clips, i -> clip("clip" + i, () -> {
            read.incrementAndGet();
            return Golden.bytes("features.wav");
        }));
        FeatureLoader loader = new FeatureLoader(new FeatureCache(folder));
        assertThrows(InterruptedException.class, () -> loader.load(corpus(clips), SPEC, 2, false,
                (done, total) -> Thread.currentThread().interrupt()));
        assertTrue(read.get() < 100, read + " clips were read");
    }

    @Test
    void wholeFeaturesKeepTheirLengthInTheCacheToo() throws Exception {
        Corpus corpus = corpus(quieter("a", 0));
        float[][] fixed = load(corpus, 1, true).items().get(0).feature();
        FeatureLoader whole = new FeatureLoader(new FeatureCache(folder)).whole();
        float[][] computed = whole.load(corpus, SPEC, 1, true, ProgressListener.NONE).items().get(0).feature();
        assertTrue(computed[0].length != SPEC.frames(), "frames " + computed[0].length);
        assertArrayEquals(SPEC.fit(computed, SPEC.frames()), fixed);
        assertArrayEquals(computed, whole.load(corpus, SPEC, 1, true, ProgressListener.NONE).items().get(0).feature());
        assertArrayEquals(computed, whole.load(corpus, SPEC.with(Map.of("frames", 30)), 1, true, ProgressListener.NONE)
                .items().get(0).feature());
    }
}
