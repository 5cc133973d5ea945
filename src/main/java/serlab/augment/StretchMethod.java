package serlab.augment;

import serlab.audio.PhaseVocoder;
import serlab.audio.Waveform;
import serlab.audio.Wsola;

/** The ways to change the tempo of a recording, written in lower case with dashes in experiment files. */
public enum StretchMethod {
    /**
     * {@link PhaseVocoder}, as librosa has it: smooth, blurs onsets over its window of 2048 samples, and makes noise some 3 dB
     * quieter, tones 0.8 dB where it slows them down.
     */
    PHASE_VOCODER {
        @Override
        Waveform stretch(Waveform waveform, double rate) {
            return new Waveform(new PhaseVocoder(rate).stretch(waveform.samples()), waveform.sampleRate());
        }
    },
    /** {@link Wsola} of TarsosDSP: pieces of the recording itself, so that onsets stay sharp; made for one voice. */
    WSOLA {
        @Override
        Waveform stretch(Waveform waveform, double rate) {
            return new Wsola(rate).stretch(waveform);
        }
    };

    /** The recording at {@code rate} times its tempo. */
    abstract Waveform stretch(Waveform waveform, double rate);
}
