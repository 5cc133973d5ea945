package serlab.corpus.synthetic;

import java.util.List;
import java.util.Random;
import serlab.audio.Waveform;
import serlab.corpus.Seeds;
import serlab.corpus.ravdess.RavdessName;

/**
 * A source-filter synthesizer for one utterance: a glottal source and a noise source drive five formant resonators in
 * cascade, whose frequencies glide from sound to sound. Arithmetic is strict and random numbers are
 * {@link java.util.Random}'s, so that every machine makes the same samples. Source: Klatt 1980, doi:10.1121/1.383940,
 * with one cascade and without nasal branches.
 */
final class VoiceSynthesizer {
    static final int SAMPLE_RATE_HZ = 22_050;
    private static final int FRAME = 64;
    private static final double SILENCE_SECONDS = 0.1;
    private static final double BASE_TEMPO = 1.15;
    private static final double[] BANDWIDTH_HZ = {70, 95, 140, 250, 300};
    private static final double F4_HZ = 3500;
    private static final double F5_HZ = 4500;
    /** Share of the way to its target that a parameter goes in one frame: a time constant of about 15 ms. */
    private static final double GLIDE = 0.18;
    private static final double NEUTRAL_LEVEL_DB = -26;
    private static final double NOISE_FLOOR = 4e-4;
    private static final double KNEE = 0.7;

    private final SyntheticSpeaker speaker;
    private final VoiceStyle style;
    private final List<Phone> phones;
    private final Random random;
    private final double tempo;

    VoiceSynthesizer(long seed, RavdessName name) {
        speaker = SyntheticSpeaker.of(seed, name.actor());
        style = speaker.style(name);
        phones = Phone.statement(name.statement());
        random = new Random(Seeds.mix(speaker.seed(), name.id().hashCode()));
        tempo = BASE_TEMPO * StrictMath.exp(style.tempo());
    }

    /** The utterance, about 1.3 to 2.5 s at {@link #SAMPLE_RATE_HZ}, with silence around it. */
    Waveform waveform() {
        int silence = (int) (SILENCE_SECONDS * SAMPLE_RATE_HZ);
        double spoken = phones.stream().mapToDouble(Phone::seconds).sum() / tempo;
        double[] signal = new double[2 * silence + (int) (spoken * SAMPLE_RATE_HZ)];
        speak(signal, silence, signal.length - silence);
        return new Waveform(levelled(signal), SAMPLE_RATE_HZ);
    }

    private void speak(double[] signal, int from, int to) {
        GlottalSource glottis = new GlottalSource(SAMPLE_RATE_HZ, style.tension(),
                GlottalSource.limit(0.03 + style.breath(), 0.005, 0.5), random);
        Resonator[] tract = new Resonator[BANDWIDTH_HZ.length];
        for (int i = 0; i < tract.length; i++) {
            tract[i] = new Resonator(SAMPLE_RATE_HZ);
        }
        Resonator constriction = new Resonator(SAMPLE_RATE_HZ);
        double[] now = target(from, from);
        now[3] = 0;
        for (int start = from; start < signal.length; start += FRAME) {
            double[] target = target(start, from);
            for (int i = 0; i < now.length; i++) {
                now[i] += GLIDE * (target[i] - now[i]);
            }
            tune(tract, constriction, now);
            double pitchHz = pitchHz((start - from) / (double) (to - from), start / (double) SAMPLE_RATE_HZ);
            for (int t = start; t < Math.min(start + FRAME, signal.length); t++) {
                double y = now[3] * glottis.next(pitchHz);
                for (Resonator formant : tract) {
                    y = formant.next(y);
                }
                signal[t] = y + 0.12 * now[4] * constriction.next(GlottalSource.noise(random));
            }
        }
    }

    /** F1, F2, F3 in Hz, voicing, frication and noise center in Hz, of the sound at a sample; silence behind the last. */
    private double[] target(int sample, int from) {
        double left = (sample - from) / (double) SAMPLE_RATE_HZ * tempo;
        for (Phone phone : phones) {
            left -= phone.seconds();
            if (left < 0) {
                return new double[] {phone.f1Hz(), phone.f2Hz(), phone.f3Hz(), phone.voicing(), phone.frication(),
                    phone.noiseHz()};
            }
        }
        Phone last = phones.get(phones.size() - 1);
        return new double[] {last.f1Hz(), last.f2Hz(), last.f3Hz(), 0, 0, last.noiseHz()};
    }

    private void tune(Resonator[] tract, Resonator constriction, double[] now) {
        double scale = speaker.formantScale();
        for (int i = 0; i < tract.length; i++) {
            double centerHz = i < 3 ? now[i] : i == 3 ? F4_HZ : F5_HZ;
            tract[i].tune(scale * centerHz, BANDWIDTH_HZ[i] * (1 + 2 * Math.max(0, style.breath())));
        }
        constriction.tune(scale * now[5], 0.3 * now[5]);
    }

    /** Pitch at a part of the utterance, 0 to 1: declination, two accents, the style's slope and its tremor. */
    private double pitchHz(double part, double seconds) {
        double accents = 3.0 * bump(part, 0.22) + 2.5 * bump(part, 0.72);
        double movement = StrictMath.exp(style.range()) * (accents - 2.0 * (part - 0.5) - 1.1);
        double tremor = Math.max(0, style.tremor()) * StrictMath.sin(2 * StrictMath.PI * 6 * seconds);
        double semitones = style.pitch() + movement + style.slope() * (part - 0.5) + tremor;
        return GlottalSource.limit(speaker.pitchHz() * StrictMath.pow(2, semitones / 12), 60, 600);
    }

    private static double bump(double part, double center) {
        double x = (part - center) / 0.1;
        return StrictMath.exp(-0.5 * x * x);
    }

    /** Sets the level that the style asks for and adds the noise of a quiet room; loud peaks bend below 1. */
    private float[] levelled(double[] signal) {
        double power = 0;
        for (double x : signal) {
            power += x * x;
        }
        double levelDb = GlottalSource.limit(NEUTRAL_LEVEL_DB + style.energy(), -42, -12);
        double gain = StrictMath.pow(10, levelDb / 20) / Math.sqrt(power / signal.length);
        float[] samples = new float[signal.length];
        for (int t = 0; t < samples.length; t++) {
            samples[t] = (float) bent(gain * signal[t] + NOISE_FLOOR * GlottalSource.noise(random));
        }
        return samples;
    }

    /** The identity up to the knee; beyond it ever flatter towards 1. */
    private static double bent(double x) {
        double beyond = Math.abs(x) - KNEE;
        return beyond <= 0 ? x : Math.signum(x) * (KNEE + (1 - KNEE) * beyond / (beyond + 1 - KNEE));
    }
}
