package serlab.corpus.synthetic;

import java.util.Random;
import serlab.corpus.Seeds;
import serlab.corpus.ravdess.RavdessName;

/**
 * A synthetic speaker: odd numbers are men, even ones women.
 *
 * @param pitchHz      mean pitch of neutral speech, in Hz
 * @param formantScale factor of the formant frequencies of an average man; higher is a shorter vocal tract
 * @param manner       how the speaker speaks whatever the emotion
 * @param seed         draws the habits
 */
record SyntheticSpeaker(double pitchHz, double formantScale, VoiceStyle manner, long seed) {
    private static final double MANNER_SIZE = 0.45;
    private static final double HABIT_SIZE = 0.7;
    private static final double TAKE_SIZE = 0.08;

    static SyntheticSpeaker of(long seed, int number) {
        long own = Seeds.mix(seed, number);
        Random random = new Random(own);
        boolean male = number % 2 == 1;
        double pitchHz = (male ? 115 : 205) * StrictMath.pow(2, 2.0 * random.nextGaussian() / 12);
        double formantScale = (male ? 1.0 : 1.16) * (1 + 0.045 * random.nextGaussian());
        return new SyntheticSpeaker(pitchHz, formantScale, VoiceStyle.random(random, MANNER_SIZE), own);
    }

    /** This speaker's way of an emotion: manner, habits, which are the same in every take, and the take's own chance. */
    VoiceStyle style(RavdessName name) {
        VoiceStyle habit = VoiceStyle.random(new Random(Seeds.mix(seed, 1_000 + name.emotion())), HABIT_SIZE);
        long take = Seeds.mix(Seeds.mix(seed, 2_000 + name.emotion()),
                100 * name.intensity() + 10 * name.statement() + name.repetition());
        return VoiceStyle.of(name.emotion(), name.intensity()).plus(manner).plus(habit)
                .plus(VoiceStyle.random(new Random(take), TAKE_SIZE));
    }
}
