package serlab.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import serlab.audio.file.LongRecording;
import serlab.corpus.Clip;
import serlab.evaluation.DiarizationError;
import serlab.evaluation.EmotionDiarizationError;
import serlab.predict.turns.Conversation;
import serlab.predict.turns.TurnFinder;

/**
 * Measurement of {@link TurnFinder} on conversations whose turns are known.
 *
 * @param clips         of speakers whom the model has not heard
 * @param conversations how many
 * @param clipsTaken    clips of each conversation
 * @param seed          of the first; the others have those that follow
 */
public record TurnsBenchmark(List<Clip> clips, int conversations, int clipsTaken, long seed) {
    /** What is not scored to either side of a border, in seconds, for the more lenient of the two error rates. */
    public static final double COLLAR = 0.25;

    public TurnsBenchmark {
        clips = List.copyOf(clips);
    }

    /**
     * What came out.
     *
     * @param exact        diarization error of every moment
     * @param lenient      the same without {@link #COLLAR} around true borders
     * @param emotion      emotion diarization error
     * @param rightCount   share of the conversations in which as many speakers were found as there are
     * @param countError   mean difference between the number of speakers found and that of those there are
     * @param seconds      length of all conversations
     * @param secondsTaken how long it took
     */
    public record Measured(DiarizationError exact, DiarizationError lenient, EmotionDiarizationError emotion, double rightCount,
                           double countError, double seconds, double secondsTaken) {
    }

    /**
     * Measures.
     *
     * @param finder     that looks for turns
     * @param knownCount whether it is told how many speakers there are
     */
    public Measured measure(TurnFinder finder, boolean knownCount) {
        List<DiarizationError> exact = new ArrayList<>();
        List<DiarizationError> lenient = new ArrayList<>();
        List<EmotionDiarizationError> emotion = new ArrayList<>();
        int right = 0;
        double countError = 0;
        double seconds = 0;
        long taken = 0;
        for (long each : LongStream.range(seed, seed + conversations).toArray()) {
            AssembledConversation truth = AssembledConversation.of(clips, clipsTaken, each);
            long started = System.nanoTime();
            Conversation found = (knownCount ? finder.speakers(truth.speakers()) : finder)
                    .in(LongRecording.of(truth.sound(), "conversation " + each));
            taken += System.nanoTime() - started;
            exact.add(DiarizationError.of(truth.voices(), found.voices(), 0));
            lenient.add(DiarizationError.of(truth.voices(), found.voices(), COLLAR));
            emotion.add(EmotionDiarizationError.of(truth.feelings(), found.feelings(), truth.sound().durationSeconds()));
            right += found.speakers().size() == truth.speakers() ? 1 : 0;
            countError += Math.abs(found.speakers().size() - truth.speakers());
            seconds += truth.sound().durationSeconds();
        }
        return new Measured(DiarizationError.sum(exact), DiarizationError.sum(lenient), EmotionDiarizationError.sum(emotion),
                right / (double) conversations, countError / conversations, seconds, taken / 1e9);
    }
}
