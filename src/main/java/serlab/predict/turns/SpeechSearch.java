package serlab.predict.turns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import serlab.audio.BlockResampler;
import serlab.audio.Silence;
import serlab.audio.SoundFinder;
import serlab.audio.VoiceGate;
import serlab.audio.Waveform;
import serlab.audio.file.LongRecording;

/** First hearing of a recording: where there is sound, where somebody speaks, and by which voice. */
final class SpeechSearch {
    /** Longer stretches of speech are cut into equal pieces, each of which may be another speaker's. */
    private static final double LONGEST_PIECE = 3;
    private static final double CUT_PIECE = 2;

    private final int threads;

    SpeechSearch(int threads) {
        this.threads = threads;
    }

    /**
     * A stretch of sound without a pause.
     *
     * @param levelDb of its loudest 10 ms
     * @param prints  of its pieces of equal length; none if nobody speaks
     */
    record Stretch(double startSeconds, double endSeconds, double levelDb, List<double[]> prints) {
        boolean voice() {
            return !prints.isEmpty();
        }

        double pieceSeconds() {
            return (endSeconds - startSeconds) / prints.size();
        }
    }

    /**
     * What was found.
     *
     * @param seconds   length of the recording
     * @param stretches in order; none of a recording that is silent throughout
     */
    record Found(double seconds, List<Stretch> stretches) {
        /** The speaker of each piece of each stretch that is a voice, numbered by first appearance. */
        int[] speakers(OptionalInt wanted) {
            List<Stretch> voices = stretches.stream().filter(Stretch::voice).toList();
            List<double[]> prints = voices.stream().flatMap(stretch -> stretch.prints().stream()).toList();
            double[] lengths = voices.stream().flatMapToDouble(stretch -> stretch.prints().stream()
                    .mapToDouble(print -> stretch.pieceSeconds())).toArray();
            return Speakers.of(prints, lengths, wanted);
        }
    }

    Found in(LongRecording recording) {
        try (BoundedWork<Stretch> work = new BoundedWork<>(threads)) {
            SoundFinder finder = new SoundFinder(part -> work.submit(() -> stretch(part)));
            List<BlockResampler> resampler = new ArrayList<>();
            long[] samples = new long[2];
            float[] ends = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
            recording.hear((block, rate) -> {
                if (resampler.isEmpty()) {
                    resampler.add(new BlockResampler(rate, SoundFinder.RATE, finder::accept));
                }
                resampler.get(0).accept(block);
                for (float sample : block) {
                    ends[0] = Math.min(ends[0], sample);
                    ends[1] = Math.max(ends[1], sample);
                }
                samples[0] += block.length;
                samples[1] = rate;
            });
            resampler.forEach(BlockResampler::finish);
            finder.finish();
            List<Stretch> stretches = work.results();
            return new Found(samples[0] / (double) Math.max(1, samples[1]), Silence.throughout(ends[0], ends[1]) ? List.of() : stretches);
        }
    }

    private static Stretch stretch(SoundFinder.Part part) {
        List<double[]> prints = new ArrayList<>();
        if (VoiceGate.hears(part.sound())) {
            float[] samples = part.sound().samples();
            double seconds = part.sound().durationSeconds();
            int pieces = seconds <= LONGEST_PIECE ? 1 : (int) Math.ceil(seconds / CUT_PIECE);
            for (int i = 0; i < pieces; i++) {
                int from = (int) ((long) samples.length * i / pieces);
                int to = (int) ((long) samples.length * (i + 1) / pieces);
                prints.add(VoicePrint.of(new Waveform(Arrays.copyOfRange(samples, from, to), SoundFinder.RATE)));
            }
        }
        return new Stretch(part.startSeconds(), part.endSeconds(), part.levelDb(), prints);
    }
}
