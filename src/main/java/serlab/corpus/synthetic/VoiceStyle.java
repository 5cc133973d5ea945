package serlab.corpus.synthetic;

import java.util.Random;
import serlab.corpus.ravdess.RavdessName;

/**
 * How an utterance is spoken, as deviations from a speaker's neutral voice. Directions follow the vocal correlates of
 * emotion in Scherer 2003 (doi:10.1016/S0167-6393(02)00084-5) and Juslin and Laukka 2003; the sizes are chosen, not
 * measured.
 *
 * @param pitch   mean pitch, in semitones
 * @param range   pitch movement, natural logarithm of the factor
 * @param slope   pitch at the end against the start, in semitones
 * @param tempo   speaking rate, natural logarithm of the factor
 * @param energy  level, in dB
 * @param tension spectral tilt, 0 relaxed; higher is brighter
 * @param breath  aspiration noise, 0 none of it added
 * @param tremor  depth of the 6 Hz modulation of pitch, in semitones
 */
record VoiceStyle(double pitch, double range, double slope, double tempo, double energy, double tension, double breath,
                  double tremor) {
    /** Strong intensity, in the order of {@link RavdessName#EMOTIONS}. */
    private static final VoiceStyle[] EMOTIONS = {
        new VoiceStyle(0, 0, 0, 0, 0, 0, 0, 0),
        new VoiceStyle(-1.0, -0.4, -0.5, -0.14, -4, -0.9, 0.12, 0),
        new VoiceStyle(4.0, 0.7, 1.5, 0.08, 4, 0.5, 0.00, 0),
        new VoiceStyle(-1.5, -0.6, -2.5, -0.24, -6, -1.2, 0.20, 0.15),
        new VoiceStyle(3.0, 0.4, -3.0, 0.12, 9, 1.4, -0.03, 0),
        new VoiceStyle(5.5, -0.2, 1.0, 0.20, 2, 0.3, 0.16, 0.9),
        new VoiceStyle(-2.0, 0.3, -4.0, -0.12, 1, 0.6, 0.06, 0),
        new VoiceStyle(5.0, 0.9, 7.0, 0.04, 4, 0.2, 0.05, 0)};
    private static final double NORMAL_INTENSITY = 0.8;

    /** The style of an emotion, 1 to 8; at intensity 1 (normal) its deviations are smaller than at 2 (strong). */
    static VoiceStyle of(int emotion, int intensity) {
        return EMOTIONS[emotion - 1].scaled(intensity == 1 ? NORMAL_INTENSITY : 1);
    }

    /**
     * Random deviations.
     *
     * @param size 1 is about as large as the differences between emotions
     */
    static VoiceStyle random(Random random, double size) {
        return new VoiceStyle(2.6 * random.nextGaussian(), 0.45 * random.nextGaussian(), 2.4 * random.nextGaussian(),
                0.12 * random.nextGaussian(), 3.6 * random.nextGaussian(), 0.7 * random.nextGaussian(),
                0.07 * random.nextGaussian(), 0.2 * random.nextGaussian()).scaled(size);
    }

    VoiceStyle plus(VoiceStyle o) {
        return new VoiceStyle(pitch + o.pitch, range + o.range, slope + o.slope, tempo + o.tempo, energy + o.energy,
                tension + o.tension, breath + o.breath, tremor + o.tremor);
    }

    VoiceStyle scaled(double by) {
        return new VoiceStyle(by * pitch, by * range, by * slope, by * tempo, by * energy, by * tension, by * breath,
                by * tremor);
    }
}
