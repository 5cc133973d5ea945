package serlab.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.audio.file.WavEncoder;
import serlab.corpus.Clip;
import serlab.corpus.ClipSource;
import serlab.corpus.Corpus;
import serlab.corpus.synthetic.SyntheticSpec;

/** Spoken test clips, and what people do to such. */
final class Sentences {
    private static final Corpus VOICES = new SyntheticSpec(3, 4, 1).open(null);

    private Sentences() {
    }

    /** Three speakers, both sentences, two repetitions. */
    static Corpus corpus() {
        return VOICES;
    }

    static Waveform waveform(int clip) {
        try {
            Clip chosen = VOICES.clips().get(clip);
            return AudioDecoder.decode(chosen.source().bytes(), chosen.id());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Clip clip(String id, String label, String speaker, Waveform waveform) {
        return clip(id, label, speaker, Map.of(), waveform);
    }

    static Clip clip(String id, String label, String speaker, Map<String, String> fields, Waveform waveform) {
        return new Clip(id, label, speaker, fields, new Encoded(id, WavEncoder.encode16(waveform)));
    }

    static Corpus corpus(List<Clip> clips) {
        return new Corpus("test corpus", false, clips.stream().map(Clip::label).distinct().sorted().toList(), clips,
                List.of());
    }

    static Waveform gain(Waveform waveform, double factor) {
        return map(waveform, (i, x) -> x * factor);
    }

    static Waveform cut(Waveform waveform, double fromSeconds, double seconds) {
        int from = (int) (fromSeconds * waveform.sampleRate());
        int to = Math.min(waveform.samples().length, from + (int) (seconds * waveform.sampleRate()));
        return new Waveform(Arrays.copyOfRange(waveform.samples(), from, to), waveform.sampleRate());
    }

    /** White noise at a signal-to-noise ratio. */
    static Waveform noise(Waveform waveform, double snrDb) {
        double power = IntStream.range(0, waveform.samples().length)
                .mapToDouble(i -> waveform.samples()[i] * waveform.samples()[i]).average().orElse(0);
        double deviation = Math.sqrt(power * Math.pow(10, -snrDb / 10));
        Random random = new Random(5);
        return map(waveform, (i, x) -> x + deviation * random.nextGaussian());
    }

    static Waveform map(Waveform waveform, Change change) {
        float[] samples = waveform.samples().clone();
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) Math.max(-1, Math.min(1, change.apply(i, samples[i])));
        }
        return new Waveform(samples, waveform.sampleRate());
    }

    /** What becomes of a sample. */
    @FunctionalInterface
    interface Change {
        double apply(int position, double sample);
    }

    private record Encoded(String location, byte[] bytes) implements ClipSource {
    }
}
