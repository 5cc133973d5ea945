package serlab.evaluation;

import java.util.List;

/**
 * Emotion diarization error rate (EDER): the share of a recording of which the wrong emotion was told, or one where there is none,
 * or none where there is one. Silence is a state of its own, so that "neutral" where nobody speaks is an error.
 *
 * <p>Source: Y. Wang, M. Ravanelli and A. Yacoubi, "Speech emotion diarization: which emotion appears when?", ASRU 2023; where
 * the truth covers the whole recording equal to {@code EDER} of SpeechBrain.
 *
 * @param missedSeconds     an emotion, and none was told
 * @param falseAlarmSeconds no emotion, and one was told
 * @param confusionSeconds  an emotion, and only others were told
 * @param overlapSeconds    the right emotion was told, and others with it
 * @param emotionSeconds    time that has an emotion
 * @param totalSeconds      length of the recording
 */
public record EmotionDiarizationError(double missedSeconds, double falseAlarmSeconds, double confusionSeconds,
                                      double overlapSeconds, double emotionSeconds, double totalSeconds) {
    /**
     * Compares what was told with the truth.
     *
     * @param truth        which emotion when; none elsewhere
     * @param told         which emotion was told when; none elsewhere
     * @param totalSeconds length of the recording, positive
     */
    public static EmotionDiarizationError of(List<LabeledSpan> truth, List<LabeledSpan> told, double totalSeconds) {
        if (!(totalSeconds > 0)) {
            throw new IllegalArgumentException("recording of " + totalSeconds + " s; expected more than nothing");
        }
        double[] sums = new double[5];
        new LabelSweep(truth, told).run((seconds, felt, said) -> {
            sums[4] += felt.isEmpty() ? 0 : seconds;
            if (felt.isEmpty() || said.isEmpty()) {
                sums[felt.isEmpty() ? 1 : 0] += felt.isEmpty() && said.isEmpty() ? 0 : seconds;
            } else if (said.stream().noneMatch(felt::contains)) {
                sums[2] += seconds;
            } else if (!felt.containsAll(said)) {
                sums[3] += seconds;
            }
        });
        return new EmotionDiarizationError(sums[0], sums[1], sums[2], sums[3], sums[4], totalSeconds);
    }

    /** Of several recordings together, each as heavy as it is long. */
    public static EmotionDiarizationError sum(List<EmotionDiarizationError> each) {
        return new EmotionDiarizationError(each.stream().mapToDouble(EmotionDiarizationError::missedSeconds).sum(),
                each.stream().mapToDouble(EmotionDiarizationError::falseAlarmSeconds).sum(),
                each.stream().mapToDouble(EmotionDiarizationError::confusionSeconds).sum(),
                each.stream().mapToDouble(EmotionDiarizationError::overlapSeconds).sum(),
                each.stream().mapToDouble(EmotionDiarizationError::emotionSeconds).sum(),
                each.stream().mapToDouble(EmotionDiarizationError::totalSeconds).sum());
    }

    /** The error rate, 0 to 1. */
    public double rate() {
        return (missedSeconds + falseAlarmSeconds + confusionSeconds + overlapSeconds) / totalSeconds;
    }

    /** Of the time that has an emotion and of which one was told, the share with a wrong one; 0 if there is no such time. */
    public double confusionRate() {
        double told = emotionSeconds - missedSeconds;
        return told > 0 ? confusionSeconds / told : 0;
    }
}
