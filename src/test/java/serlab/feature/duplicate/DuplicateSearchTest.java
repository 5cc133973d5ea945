package serlab.feature.duplicate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import serlab.audio.Resampler;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.audio.file.WavEncoder;
import serlab.corpus.Clip;
import serlab.corpus.ClipSource;
import serlab.corpus.Corpus;
import serlab.corpus.CorpusFingerprint;
import serlab.corpus.Duplicates;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.feature.cache.FeatureCache;

class DuplicateSearchTest {
    private static final List<Clip> VOICES = new SyntheticSpec(2, 2, 1).open(null).clips();
    /** Neither the first nor the last of them. */
    private static final Clip ORIGINAL = VOICES.get(5);

    @TempDir
    private Path folder;

    private Duplicates search(List<Clip> clips, AtomicInteger read) throws InterruptedException {
        Corpus corpus = new Corpus("test", false, clips.stream().map(Clip::label).distinct().toList(), clips, List.of());
        return new DuplicateSearch(new FeatureCache(folder.resolve("cache")), 2,
                (done, total) -> read.set(done)).in(corpus, CorpusFingerprint.of(corpus));
    }

    private Duplicates search(Clip... more) throws InterruptedException {
        return search(Stream.concat(VOICES.stream(), Arrays.stream(more)).toList(), new AtomicInteger());
    }

    private static Waveform waveform() {
        try {
            return AudioDecoder.decode(ORIGINAL.source().bytes(), "original");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Clip clip(String id, Waveform waveform) {
        return clip(id, WavEncoder.encode16(waveform));
    }

    private static Clip clip(String id, byte[] bytes) {
        return new Clip(id, ORIGINAL.label(), "", Map.of(), new Bytes(id, bytes));
    }

    private static Waveform changed(double semitones, double tempo) {
        Waveform whole = waveform();
        double factor = Math.pow(2, semitones / 12);
        int rate = (int) Math.round(whole.sampleRate() * factor);
        float[] stretched = stretched(whole.samples(), whole.sampleRate(), tempo * whole.sampleRate() / rate);
        return Resampler.resample(new Waveform(stretched, rate), whole.sampleRate());
    }

    /** Another tempo by pieces of 82 ms that overlap by 12 ms where they fit best, as {@code sox tempo} makes it. */
    private static float[] stretched(float[] samples, int rate, double tempo) {
        int piece = (int) (0.082 * rate);
        int search = (int) (0.0147 * rate);
        int overlap = (int) (0.012 * rate);
        float[] out = new float[(int) (samples.length / tempo) + piece];
        System.arraycopy(samples, 0, out, 0, piece);
        int end = piece - overlap;
        double from = tempo * (piece - overlap);
        while (from + search + piece < samples.length) {
            int best = 0;
            double most = Double.NEGATIVE_INFINITY;
            for (int later = 0; later < search; later++) {
                double product = 0;
                double power = 1e-9;
                for (int i = 0; i < overlap; i++) {
                    double sample = samples[(int) from + later + i];
                    product += sample * out[end + i];
                    power += sample * sample;
                }
                if (product / Math.sqrt(power) > most) {
                    most = product / Math.sqrt(power);
                    best = later;
                }
            }
            for (int i = 0; i < piece; i++) {
                float fade = Math.min(1, i / (float) overlap);
                out[end + i] = (1 - fade) * out[end + i] + fade * samples[(int) from + best + i];
            }
            end += piece - overlap;
            from += tempo * (piece - overlap);
        }
        return Arrays.copyOf(out, end);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "-1, 1", "0, 1.05", "0, 0.95", "0, 1.1"})
    void findsCopiesOfAnotherPitchOrTempo(double semitones, double tempo) throws InterruptedException {
        Clip copy = clip("copy", changed(semitones, tempo));
        assertEquals(Duplicates.of(List.of(List.of(ORIGINAL.id(), "copy"))), search(copy));
        SoundPrints prints = new SoundPrints(new FeatureCache(folder.resolve("cache")));
        List<Hashed> both = Stream.of(ORIGINAL, copy)
                .map(clip -> new Hashed(clip, CorpusFingerprint.contentHash(clip))).toList();
        SamePair pair = SamePairs.among(both.stream().map(one -> prints.of(one.clip(), one.contentHash())).toList(),
                both::get, prints).get(0);
        assertEquals(semitones, pair.semitones(), 0.26, pair.words());
        assertEquals(tempo, pair.tempo(), 0.015, pair.words());
        assertTrue(pair.changed(), pair.words());
    }

    @ParameterizedTest
    @CsvSource({"1.05", "0.95", "1.1"})
    void findsCopiesOfAnotherSpeed(double speed) throws InterruptedException {
        Waveform whole = waveform();
        Waveform faster = new Waveform(whole.samples(), (int) (speed * whole.sampleRate()));
        assertEquals(Duplicates.of(List.of(List.of(ORIGINAL.id(), "copy"))),
                search(clip("copy", Resampler.resample(faster, whole.sampleRate()))));
    }

    @Test
    void takesAreNoDuplicates() throws InterruptedException {
        assertEquals(Duplicates.NONE, search());
    }

    @Test
    void joinsEqualBytesEqualSamplesAndNearlyEqualOnes() throws Exception {
        byte[] wav = ORIGINAL.source().bytes();
        byte[] longer = Arrays.copyOf(wav, wav.length + 10);
        System.arraycopy("junk\2\0\0\0ab".getBytes(StandardCharsets.ISO_8859_1), 0, longer, wav.length, 10);
        float[] quiet = waveform().samples().clone();
        for (int i = 0; i < quiet.length; i++) {
            quiet[i] *= 0.1f;
        }
        Duplicates found = search(clip("bytes", wav), clip("samples", longer),
                clip("quiet", new Waveform(quiet, waveform().sampleRate())),
                clip("slow", Resampler.resample(waveform(), 8000)));
        assertEquals(Duplicates.of(List.of(List.of(ORIGINAL.id(), "bytes", "samples", "quiet", "slow"))), found);
    }

    @Test
    void whatWasFoundIsKept() throws Exception {
        List<Clip> clips = new ArrayList<>(VOICES);
        clips.add(clip("copy", changed(1, 1)));
        AtomicInteger read = new AtomicInteger();
        Duplicates found = search(clips, read);
        assertEquals(clips.size(), read.getAndSet(0));
        assertEquals(found, search(clips, read));
        assertEquals(0, read.get());
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".segment")).toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        assertEquals(found, search(clips, read));
        assertEquals(clips.size(), read.get());
    }

    @Test
    void silenceAndWhatCannotBeReadHaveNoDuplicates() throws InterruptedException {
        assertEquals(Duplicates.NONE, search(clip("silence", new Waveform(new float[8000], 8000)),
                clip("longer", new Waveform(new float[12_000], 8000)), clip("broken", new byte[] {1, 2, 3}),
                clip("one sample", new Waveform(new float[1], 8000))));
    }

    private record Bytes(String location, byte[] bytes) implements ClipSource {
    }
}
