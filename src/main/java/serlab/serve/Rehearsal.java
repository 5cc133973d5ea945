package serlab.serve;

import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import serlab.InvalidInputException;
import serlab.audio.Waveform;
import serlab.audio.file.AudioDecoder;
import serlab.audio.file.AudioLimits;
import serlab.audio.file.WavEncoder;
import serlab.predict.Predictor;

/**
 * Rehearsal of answers: a sound that is made here is predicted again and again for a few seconds, so that the compiler has
 * done most of its work when the first visitor comes.
 */
final class Rehearsal implements AutoCloseable {
    private static final int ROUNDS = 150;
    private static final long SECONDS = 3;
    private static final int SOUND_SECONDS = 3;
    private static final int RATE = 44_100;

    private volatile boolean ended;

    /** Begins. Its answers go nowhere. */
    void begin(Predictor predictor, AudioLimits limits) {
        if (!predictor.model().features().ofRecordings()) {
            return;
        }
        byte[] recording = WavEncoder.encode16(voiced());
        Thread thread = new Thread(() -> rehearse(predictor, recording, limits), "rehearsal");
        thread.setDaemon(true);
        thread.start();
    }

    private void rehearse(Predictor predictor, byte[] recording, AudioLimits limits) {
        Predictor anyway = predictor.answeringAnyway();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        try {
            for (int round = 0; round < ROUNDS && !ended && System.nanoTime() - end < 0; round++) {
                Waveform waveform = AudioDecoder.decode(recording, "rehearsal", limits);
                predictor.predict(waveform, "rehearsal");
                anyway.predict(waveform, "rehearsal");
            }
        } catch (InvalidInputException e) {
            LoggerFactory.getLogger(Rehearsal.class).debug("a model takes no such sound", e);
        }
    }

    /** Harmonics of a pitch that rises and falls, in syllables: about what a voice asks of the program. */
    private static Waveform voiced() {
        float[] samples = new float[SOUND_SECONDS * RATE];
        double phase = 0;
        for (int i = 0; i < samples.length; i++) {
            double seconds = i / (double) RATE;
            phase += 2 * Math.PI * (140 + 30 * Math.sin(4 * seconds)) / RATE;
            for (int harmonic = 1; harmonic <= 8; harmonic++) {
                samples[i] += (float) (Math.sin(harmonic * phase) / harmonic);
            }
            samples[i] *= (float) (0.3 * Math.pow(Math.sin(9 * seconds), 2));
        }
        return new Waveform(samples, RATE);
    }

    @Override
    public void close() {
        ended = true;
    }
}
