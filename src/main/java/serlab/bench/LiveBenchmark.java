package serlab.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import serlab.audio.Resampler;
import serlab.audio.Waveform;
import serlab.corpus.synthetic.SyntheticSpec;
import serlab.evaluation.LabeledSpan;
import serlab.predict.live.Listening;
import serlab.predict.live.LiveModel;
import serlab.predict.live.LiveSettings;
import serlab.predict.live.LiveStream;
import serlab.predict.live.LiveSummary;
import serlab.predict.live.LiveUpdate;

/**
 * Measurement of live listening: how long after the end of a word an answer is shown that has heard all of it, and what an
 * hour costs. The words are synthetic voices' with pauses of 0.2 to 1.5 s, at 48 kHz, so that they end anywhere between two
 * answers.
 *
 * @param words how many are said, at least {@value AssembledConversation#MOST}
 * @param seed  of what is drawn
 */
public record LiveBenchmark(int words, long seed) {
    private static final int RATE = 48_000;
    /** Part of the hour after which everything has found its size. */
    private static final int SETTLED = 12;

    /**
     * Times from the end of each word to the answer.
     *
     * @param milliseconds in ascending order
     * @param heard        share of the words whose answer says that somebody speaks
     * @param leftOut      answers left out
     */
    public record Latencies(double[] milliseconds, double heard, long leftOut) {
        /** The time that a share of them kept to; rounds up. */
        public double quantile(double share) {
            return milliseconds[(int) Math.ceil(share * milliseconds.length) - 1];
        }
    }

    /**
     * Cost of hearing for long.
     *
     * @param seconds        of sound
     * @param updates        answers
     * @param processorMs    processor time of an answer, in milliseconds
     * @param timesRealTime  how many times faster than it was said the sound was heard, by processor time on one core
     * @param heapMib        Java's heap after a collection, when a twelfth had been heard and at the end
     * @param residentMib    memory of the process at the same times; empty where the system does not tell
     * @param driftSeconds   time of the last answer less that of the sound up to it
     */
    public record Hour(double seconds, long updates, double processorMs, double timesRealTime, double[] heapMib,
                       Optional<double[]> residentMib, double driftSeconds) {
    }

    /** An answer: at which sample, when it was shown, and whether somebody spoke. */
    private record Shown(long sample, long nanos, boolean voice) {
    }

    private AssembledConversation talk() {
        return AssembledConversation.of(SyntheticSpec.defaults().open(null).clips(), words, seed);
    }

    /** As {@code ./ser listen} hears a microphone; {@code show} shows each answer. */
    public Latencies terminal(LiveModel model, Consumer<LiveUpdate> show) {
        AssembledConversation talk = talk();
        Waveform sound = Resampler.resample(talk.sound(), RATE);
        List<Shown> shown = new ArrayList<>();
        SpokenSource source = new SpokenSource(sound);
        model.warmUp();
        Listening listening = new Listening(model, LiveSettings.usual(), new Listening.Hearer() {
            @Override
            public boolean ended() {
                return false;
            }

            @Override
            public void sound(float[] block, int sampleRate) {
                // nothing is kept
            }

            @Override
            public void heard(LiveUpdate update) {
                show.accept(update);
                shown.add(new Shown(update.sample(), System.nanoTime(), update.voice()));
            }

            @Override
            public void lost() {
                throw new IllegalStateException("sound of memory was lost");
            }

            @Override
            public void back() {
                // it is never lost
            }
        });
        listening.live(source);
        return latencies(talk, shown, source.said(0), listening.summary().leftOut());
    }

    /** As the page has it: blocks to a server, answers back; what the browser adds to that is not in it. */
    public Latencies page(URI server) throws IOException, InterruptedException {
        AssembledConversation talk = talk();
        List<Shown> shown = new ArrayList<>();
        long start = new LiveVisit(server).speak(Resampler.resample(talk.sound(), RATE), (JsonNode update, long sample) ->
                shown.add(new Shown(sample, System.nanoTime(), update.path("voice").asBoolean())));
        double seconds = shown.get(shown.size() - 1).sample() / (double) RATE;
        return latencies(talk, shown, start, Math.round(seconds / LiveSettings.usual().everySeconds()) - shown.size());
    }

    private static Latencies latencies(AssembledConversation talk, List<Shown> shown, long start, long leftOut) {
        double[] times = new double[talk.voices().size()];
        int count = 0;
        int heard = 0;
        for (LabeledSpan word : talk.voices()) {
            long end = Math.round(word.endSeconds() * RATE);
            Optional<Shown> first = shown.stream().filter(one -> one.sample() >= end).findFirst();
            if (first.isPresent()) {
                times[count++] = 1e-6 * (first.get().nanos() - start) - 1000.0 * end / RATE;
                heard += first.get().voice() ? 1 : 0;
            }
        }
        double[] sorted = Arrays.copyOf(times, count);
        Arrays.sort(sorted);
        return new Latencies(sorted, heard / (double) count, leftOut);
    }

    /**
     * Hears the words again and again, as fast as it can.
     *
     * @param minutes of sound, above 0
     */
    public Hour hour(LiveModel model, double minutes) {
        float[] sound = Resampler.resample(talk().sound(), RATE).samples();
        LiveStream stream = new LiveStream(model, LiveSettings.usual(), RATE);
        long wanted = Math.round(60 * minutes * RATE);
        double[] heap = new double[2];
        double[] resident = new double[2];
        LiveUpdate last = null;
        double before = processorSeconds();
        for (int at = 0; stream.samples() < wanted; at = at == sound.length ? 0 : at) {
            int to = (int) Math.min(Math.min(sound.length, at + RATE / 50), at + wanted - stream.samples());
            for (LiveUpdate update : stream.accept(Arrays.copyOfRange(sound, at, to))) {
                last = update;
            }
            at = to;
            if (heap[0] == 0 && stream.samples() >= wanted / SETTLED) {
                measure(heap, resident, 0);
            }
        }
        double taken = processorSeconds() - before;
        measure(heap, resident, 1);
        LiveSummary summary = stream.summary();
        return new Hour(summary.seconds(), summary.updates(), 1000 * taken / summary.updates(), summary.seconds() / taken,
                heap,
                resident[1] > 0 ? Optional.of(resident) : Optional.empty(),
                last == null ? 0 : last.timeSeconds() - summary.updates() * LiveSettings.usual().everySeconds());
    }

    private static double processorSeconds() {
        return 1e-9 * ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void measure(double[] heap, double[] resident, int at) {
        System.gc();
        heap[at] = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / (double) (1 << 20);
        resident[at] = residentMib();
    }

    /** 0 where the system does not tell. */
    private static double residentMib() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D",
                    "")))
                    .findFirst().orElse(0) / 1024.0;
        } catch (IOException e) {
            return 0;
        }
    }
}
