package serlab.feature;

import serlab.audio.Waveform;

/** What is done to a recording before its features are computed. */
public interface WaveformChange {
    /** Nothing. */
    WaveformChange NONE = new WaveformChange() {
        @Override
        public String id() {
            return "";
        }

        @Override
        public Waveform apply(Waveform waveform) {
            return waveform;
        }
    };

    /** Names everything that changes the samples; part of cache keys; empty for {@link #NONE}. */
    String id();

    /** Version of the code that does it; part of cache keys beside {@link #id}, and empty for the first one. */
    default String code() {
        return "";
    }

    /** The changed recording, the same each time; the argument stays as it is. */
    Waveform apply(Waveform waveform);
}
