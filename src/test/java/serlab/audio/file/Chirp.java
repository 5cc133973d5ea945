package serlab.audio.file;

import serlab.audio.Waveform;

/** The sound of the files under src/test/resources/audio/foreign: 20 ms from 400 to 2000 Hz, one second after the start. */
final class Chirp {
    private static final int FARTHEST = 2500;

    private Chirp() {
    }

    /** The chirp's sample, at a rate in Hz. */
    static double at(int index, int rate) {
        int count = rate / 50;
        double t = index / (double) rate;
        return 0.5 * Math.pow(Math.sin(Math.PI * index / count), 2) * Math.sin(2 * Math.PI * (400 * t + 1600 * t * t / 0.04));
    }

    /** By how many samples the chirp comes late: where the recording is most like it. */
    static int lag(Waveform recording) {
        int rate = recording.sampleRate();
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int lag = -FARTHEST; lag <= FARTHEST; lag++) {
            double product = 0;
            for (int i = 0; i < rate / 50; i++) {
                product += at(i, rate) * recording.samples()[rate + lag + i];
            }
            if (product > most) {
                most = product;
                best = lag;
            }
        }
        return best;
    }
}
