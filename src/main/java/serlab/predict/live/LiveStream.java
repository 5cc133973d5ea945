package serlab.predict.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import serlab.InvalidInputException;
import serlab.audio.Silence;
import serlab.audio.VoiceGate;
import serlab.audio.Waveform;
import serlab.predict.Prediction;

/**
 * Stream of answers to sound that comes in blocks of any size. Every so often, counted in samples, the last seconds of the
 * sound are heard as a recording of their own, and what is heard is smoothed. The same samples give the same answers bit for
 * bit whatever the blocks were; memory stays the same however long it lasts. Used by one thread at a time.
 *
 * <p>Somebody speaks where {@link VoiceGate} hears a voice in the last {@value #VOICE_SECONDS} s; only then the model is
 * asked. Its probabilities p become {@code a s + (1 - a) p}, s being the smoothed ones of the last answer with a voice, d
 * seconds before, and a one half to the power of d over {@link LiveSettings#halfSeconds}: exponential smoothing, through
 * which what was said before a pause fades. A pause is heard like the silent ends of the clips that models learn of; it has no
 * pitch: one in which the newest {@value #PAUSE_SECONDS} s are silent, as {@link Silence} has it, beside the loudest of the window.
 */
public final class LiveStream {
    /** Sound in which a voice is looked for. */
    static final double VOICE_SECONDS = 1.5;
    /** Of less sound nothing is said but whether there is a voice. */
    private static final double LEAST_SECONDS = 0.5;
    /** Sound that is silent throughout while somebody pauses. */
    private static final double PAUSE_SECONDS = 0.25;
    private static final double LOWEST_DB = -100;
    private static final int LOWEST_RATE = 8_000;
    private static final int HIGHEST_RATE = 192_000;

    private final LiveModel model;
    private final LiveSettings settings;
    private final int sampleRate;
    private final LongSupplier clock;
    private final SampleRing ring;
    private final int window;
    private final LiveTally tally = new LiveTally();
    private long heard;
    private long lost;
    private long hops;
    /** Where the update before was. */
    private long updated;
    private double[] smoothed;
    private long smoothedAt;

    /**
     * @param sampleRate of the sound in Hz, 8000 to 192000
     * @throws InvalidInputException at another rate
     */
    public LiveStream(LiveModel model, LiveSettings settings, int sampleRate) {
        this(model, settings, sampleRate, System::nanoTime);
    }

    /** @param clock nanoseconds, by which the time is measured that answers take to compute */
    public LiveStream(LiveModel model, LiveSettings settings, int sampleRate, LongSupplier clock) {
        if (sampleRate < LOWEST_RATE || sampleRate > HIGHEST_RATE) {
            throw new InvalidInputException("live sound has a sampling rate of " + sampleRate + " Hz; expected "
                    + LOWEST_RATE + " to " + HIGHEST_RATE);
        }
        this.model = model;
        this.settings = settings;
        this.sampleRate = sampleRate;
        this.clock = clock;
        this.window = (int) (model.windowSeconds() * sampleRate);
        double others = Math.max(VOICE_SECONDS, settings.everySeconds());
        this.ring = new SampleRing(Math.max(window, (int) Math.ceil(others * sampleRate)));
    }

    /**
     * Takes the next samples.
     *
     * @param block amplitudes, -1 to 1
     * @return every answer that is due, in order
     * @throws InvalidInputException if a sample is not finite
     */
    public List<LiveUpdate> accept(float[] block) {
        requireFinite(block);
        List<LiveUpdate> updates = new ArrayList<>();
        for (int at = 0; at < block.length;) {
            int to = (int) Math.min(block.length, at + due(hops + 1) - heard);
            ring.add(block, at, to);
            heard += to - at;
            at = to;
            if (heard == due(hops + 1)) {
                hops++;
                updates.add(update());
            }
        }
        return updates;
    }

    /**
     * Takes samples that have waited, because answers took longer than the sound lasts: only the last answer that is due is
     * computed; the others are left out and counted.
     *
     * @return none if none is due
     * @throws InvalidInputException if a sample is not finite
     */
    public Optional<LiveUpdate> acceptLate(float[] block) {
        requireFinite(block);
        long last = hops;
        while (due(last + 1) <= heard + block.length) {
            last++;
        }
        if (last > hops + 1) {
            tally.left(last - hops - 1);
            int until = (int) (due(last - 1) - heard);
            ring.add(block, 0, until);
            heard += until;
            hops = last - 1;
            List<LiveUpdate> updates = accept(Arrays.copyOfRange(block, until, block.length));
            return Optional.of(updates.get(0));
        }
        return accept(block).stream().findFirst();
    }

    /**
     * Passes over samples that were lost: time goes on, and what was heard before is forgotten.
     *
     * @param samples how many, 0 or more
     */
    public void skip(long samples) {
        if (samples <= 0) {
            return;
        }
        heard += samples;
        ring.clear();
        lost += samples;
        while (due(hops + 1) <= heard) {
            hops++;
        }
        updated = heard;
    }

    /** The number of samples at which an answer is due; rounded anew each time, so that nothing adds up. */
    private long due(long hop) {
        return Math.round(hop * settings.everySeconds() * sampleRate);
    }

    private void requireFinite(float[] block) {
        int at = block.length == 0 ? -1 : new Waveform(block, sampleRate).firstNotFinite();
        if (at >= 0) {
            throw new InvalidInputException("live sound: sample " + (heard + at) + " is " + block[at]
                    + "; expected a finite amplitude");
        }
    }

    private LiveUpdate update() {
        long begun = clock.getAsLong();
        float[] since = ring.newest((int) Math.min(heard - updated, Integer.MAX_VALUE));
        Waveform recent = new Waveform(ring.newest((int) Math.round(VOICE_SECONDS * sampleRate)), sampleRate);
        VoiceGate.Voice voice = VoiceGate.listen(recent, settings.everySeconds());
        Prediction answer = answer(recent, voice);
        Map<String, Float> probabilities = smoothed(answer.probabilities());
        LiveUpdate update = new LiveUpdate(heard, heard / (double) sampleRate, level(since), pauses() ? Double.NaN : voice.pitchHz(),
                voice.heard(), emotion(answer, probabilities), probabilities, answer.possible(),
                answer.unlikeTraining(),
                1e-9 * (clock.getAsLong() - begun));
        updated = heard;
        tally.add(update);
        return update;
    }

    /** Whether the newest part of the window is silent throughout, beside its loudest. */
    private boolean pauses() {
        double least = Silence.threshold(powers(window), Silence.BELOW_DB);
        return Arrays.stream(powers((int) Math.round(PAUSE_SECONDS * sampleRate))).allMatch(power -> power < least);
    }

    private double[] powers(int newest) {
        return Silence.powers(new Waveform(ring.newest(newest), sampleRate));
    }

    private Prediction answer(Waveform recent, VoiceGate.Voice voice) {
        if (!voice.heard()) {
            return without(Silence.throughout(recent.samples()) ? Prediction.SILENCE : Prediction.NO_VOICE);
        }
        return ring.size() < LEAST_SECONDS * sampleRate ? without(Prediction.NOT_SURE)
                : model.hear(new Waveform(ring.newest(window), sampleRate));
    }

    private static Prediction without(String instead) {
        return new Prediction(instead, Map.of(), 0, List.of());
    }

    private String emotion(Prediction answer, Map<String, Float> probabilities) {
        if (probabilities.isEmpty()) {
            return answer.emotion();
        }
        Map.Entry<String, Float> best = Collections.max(probabilities.entrySet(), Map.Entry.comparingByValue());
        boolean sure = answer.possible().size() < 2 && best.getValue() >= settings.notSureBelow();
        return sure ? best.getKey() : Prediction.NOT_SURE;
    }

    private Map<String, Float> smoothed(Map<String, Float> probabilities) {
        if (probabilities.isEmpty()) {
            return Map.of();
        }
        double[] now = probabilities.values().stream().mapToDouble(Float::doubleValue).toArray();
        if (smoothed != null && settings.halfSeconds() > 0) {
            double keep = Math.pow(0.5, (heard - smoothedAt) / (settings.halfSeconds() * sampleRate));
            for (int c = 0; c < now.length; c++) {
                now[c] = keep * smoothed[c] + (1 - keep) * now[c];
            }
        }
        smoothed = now;
        smoothedAt = heard;
        Map<String, Float> map = new LinkedHashMap<>();
        probabilities.keySet().forEach(label -> map.put(label, (float) now[map.size()]));
        return map;
    }

    private static double level(float[] samples) {
        double sum = 0;
        for (float sample : samples) {
            sum += (double) sample * sample;
        }
        return samples.length == 0 ? LOWEST_DB : Math.max(LOWEST_DB, 10 * Math.log10(sum / samples.length));
    }

    /** Rate of the sound in Hz. */
    public int sampleRate() {
        return sampleRate;
    }

    /** Samples heard so far, those that were lost included. */
    public long samples() {
        return heard;
    }

    /** What was heard so far. */
    public LiveSummary summary() {
        return tally.summary((heard - lost) / (double) sampleRate, lost / (double) sampleRate);
    }
}
