package serlab.audio;

import be.tarsos.dsp.AudioEvent;
import be.tarsos.dsp.WaveformSimilarityBasedOverlapAdd;
import be.tarsos.dsp.WaveformSimilarityBasedOverlapAdd.Parameters;
import be.tarsos.dsp.io.TarsosDSPAudioFormat;
import java.io.PrintStream;
import serlab.InvalidInputException;

/**
 * WSOLA: another tempo of a signal at the same pitch: pieces of 40 ms are laid over one another by 12 ms, each where within
 * 15 ms it resembles the end of the one before most.
 *
 * <p>In: samples, any length. Out: {@code round(n / rate)} samples. Instances are immutable and may be shared between
 * threads.
 *
 * <p>Source: W. Verhelst and M. Roelands, "An overlap-add technique based on waveform similarity (WSOLA) for high quality
 * time-scale modification of speech", ICASSP 1993; computed by {@link WaveformSimilarityBasedOverlapAdd} of TarsosDSP 2.4.1
 * with its settings for speech. Differences from what the library gives: its output begins half a search range early, fades
 * in over the first overlap, loses the last pieces and is rounded to 16 bits; here the signal is led in and out by silence
 * that is cut away again, and handed over as it is. Its tempo is a whole number of samples a piece, so that the end may lie
 * off by one in a thousand. At tempo 1 it changes the signal; here the signal stays as it is. The line that it writes to
 * standard output is left out.
 */
public final class Wsola {
    private final double rate;

    /**
     * @param rate tempo: 2 for twice as fast and half as long
     * @throws InvalidInputException unless 0.1 ≤ rate ≤ 10
     */
    public Wsola(double rate) {
        if (!(rate >= 0.1 && rate <= 10)) {
            throw new InvalidInputException("tempo factor " + rate + " is not between 0.1 and 10");
        }
        this.rate = rate;
    }

    /** The signal at the new tempo. */
    public Waveform stretch(Waveform waveform) {
        if (rate == 1) {
            return waveform;
        }
        Parameters settings = Parameters.speechDefaults(rate, waveform.sampleRate());
        int overlap = samples(settings.getOverlapMs(), waveform);
        int lead = samples(settings.getSeekWindowMs(), waveform) / 2 + overlap;
        int piece = samples(settings.getSequenceMs(), waveform) - overlap;
        float[] in = waveform.samples();
        int length = (int) Math.rint(in.length / rate);
        float[] out = new float[length];
        WaveformSimilarityBasedOverlapAdd wsola = silent(settings);
        int size = wsola.getInputBufferSize();
        int skip = size - wsola.getOverlap();
        AudioEvent event = new AudioEvent(new TarsosDSPAudioFormat(waveform.sampleRate(), 16, 1, true, false));
        for (int number = 0; number * piece - overlap < length; number++) {
            event.setFloatBuffer(piece(in, (long) number * skip - lead, size));
            wsola.process(event);
            int at = number * piece - overlap;
            int from = Math.max(0, -at);
            System.arraycopy(event.getFloatBuffer(), from, out, at + from, Math.min(piece, length - at) - from);
        }
        return new Waveform(out, waveform.sampleRate());
    }

    private static int samples(double milliseconds, Waveform waveform) {
        return (int) (waveform.sampleRate() * milliseconds / 1000);
    }

    private static float[] piece(float[] samples, long start, int size) {
        float[] piece = new float[size];
        int from = (int) Math.max(0, -start);
        int to = (int) Math.min(size, samples.length - start);
        if (from < to) {
            System.arraycopy(samples, (int) (start + from), piece, from, to - from);
        }
        return piece;
    }

    /** Makes the library's object, which writes a line to standard output: one that this thread does not see. */
    private static synchronized WaveformSimilarityBasedOverlapAdd silent(Parameters settings) {
        PrintStream console = System.out;
        Thread here = Thread.currentThread();
        System.setOut(new PrintStream(console, true) {
            @Override
            public void println(String line) {
                if (Thread.currentThread() != here) {
                    console.println(line);
                }
            }
        });
        try {
            return new WaveformSimilarityBasedOverlapAdd(settings);
        } finally {
            System.setOut(console);
        }
    }
}
