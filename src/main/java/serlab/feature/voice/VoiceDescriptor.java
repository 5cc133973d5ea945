package serlab.feature.voice;

import java.util.List;
import java.util.stream.IntStream;

/** Descriptors of a voice that can be had one by one; units and formulas: docs/egemaps.md. */
public enum VoiceDescriptor {
    /** Semitones above 27.5 Hz. */
    PITCH(ShortFrames.COUNT + VoiceTrack.PITCH, 1),
    /** No unit. */
    LOUDNESS(ShortFrames.LOUDNESS, 1),
    /** A ratio. */
    JITTER(ShortFrames.COUNT + VoiceTrack.JITTER, 1),
    /** Level differences, dB. */
    SHIMMER(ShortFrames.COUNT + VoiceTrack.SHIMMER, 1),
    /** Harmonics-to-noise ratio, dB. */
    HNR(ShortFrames.COUNT + VoiceTrack.NOISE, 1),
    /** Frequency in Hz, bandwidth in Hz and level in dB re harmonic 1, of the first, the second and the third. */
    FORMANTS(ShortFrames.COUNT + VoiceTrack.FORMANTS, 3 * FormantPoles.COUNT),
    /** Levels of harmonics, dB. */
    H1_H2(ShortFrames.COUNT + VoiceTrack.H1_H2, 1),
    /** Level of a harmonic re that of the third formant, dB. */
    H1_A3(ShortFrames.COUNT + VoiceTrack.H1_A3, 1),
    /** A ratio of energies, dB. */
    ALPHA_RATIO(ShortFrames.ALPHA, 1),
    /** A ratio of energies, dB. */
    HAMMARBERG_INDEX(ShortFrames.HAMMARBERG, 1),
    /** In 0–500 and in 500–1500 Hz, dB per Hz. */
    SPECTRAL_SLOPE(ShortFrames.SLOPE_LOW, 2),
    /** Change of magnitudes. */
    SPECTRAL_FLUX(ShortFrames.FLUX, 1);

    private final int first;
    private final int rows;

    /** @param first of its rows among {@link VoiceTrack#NAMES} */
    VoiceDescriptor(int first, int rows) {
        this.first = first;
        this.rows = rows;
    }

    /** openSMILE's names of its values, without what they say of smoothing. */
    public List<String> valueNames() {
        return VoiceTrack.NAMES.subList(first, first + rows).stream().map(name -> name.substring(0, name.indexOf("_sma3"))).toList();
    }

    /** Whether it has a value in every frame, digital silence too. */
    public boolean isAlwaysDefined() {
        return this == LOUDNESS || this == SPECTRAL_FLUX;
    }

    IntStream rows() {
        return IntStream.range(first, first + rows);
    }

    /** Whether it is of short frames, else of long ones, which tell whether they are voiced. */
    boolean ofShortFrames() {
        return first < ShortFrames.COUNT;
    }
}
