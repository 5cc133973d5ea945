package serlab.evaluation;

import java.util.List;
import java.util.Set;

/**
 * Diarization error rate (DER): how much of the time in which somebody speaks is given to nobody, to somebody else, or is made up.
 * The names of speakers do not count: those that were found are matched with the true ones so that they have most time in common.
 *
 * <p>Source: NIST, "The 2009 (RT-09) rich transcription meeting recognition evaluation plan"; agrees with pyannote.metrics 4.2, whose
 * {@code collar} is twice the one here.
 *
 * @param missedSeconds     somebody speaks and nobody was found; of two at once, one that was not found
 * @param falseAlarmSeconds somebody was found where nobody speaks
 * @param confusionSeconds  somebody else was found
 * @param speechSeconds     speech that is scored; two voices at once count twice
 */
public record DiarizationError(double missedSeconds, double falseAlarmSeconds, double confusionSeconds, double speechSeconds) {
    /**
     * Compares what was found with the truth.
     *
     * @param truth         who speaks when
     * @param found         who was found to speak when, under any names
     * @param collarSeconds what is not scored to either side of every true beginning and end: 0, or 0.25 as in most publications
     */
    public static DiarizationError of(List<LabeledSpan> truth, List<LabeledSpan> found, double collarSeconds) {
        LabelSweep sweep = new LabelSweep(truth, found);
        if (collarSeconds > 0) {
            for (LabeledSpan span : truth) {
                sweep.leaveOut(span.startSeconds() - collarSeconds, span.startSeconds() + collarSeconds);
                sweep.leaveOut(span.endSeconds() - collarSeconds, span.endSeconds() + collarSeconds);
            }
        }
        List<String> speakers = truth.stream().map(LabeledSpan::label).distinct().toList();
        List<String> names = found.stream().map(LabeledSpan::label).distinct().toList();
        double[][] common = new double[names.size()][Math.max(names.size(), speakers.size())];
        sweep.run((seconds, speaking, said) -> said.forEach(name -> speaking.forEach(speaker ->
                common[names.indexOf(name)][speakers.indexOf(speaker)] += seconds)));
        int[] matched = Assignment.most(common);
        double[] sums = new double[4];
        sweep.run((seconds, speaking, said) -> {
            int right = (int) said.stream().filter(name -> isOf(speaking, matched[names.indexOf(name)], speakers)).count();
            sums[0] += seconds * Math.max(0, speaking.size() - said.size());
            sums[1] += seconds * Math.max(0, said.size() - speaking.size());
            sums[2] += seconds * (Math.min(speaking.size(), said.size()) - right);
            sums[3] += seconds * speaking.size();
        });
        return new DiarizationError(sums[0], sums[1], sums[2], sums[3]);
    }

    private static boolean isOf(Set<String> speaking, int speaker, List<String> speakers) {
        return speaker < speakers.size() && speaking.contains(speakers.get(speaker));
    }

    /** Of several recordings together, each as heavy as its speech is long. */
    public static DiarizationError sum(List<DiarizationError> each) {
        return new DiarizationError(each.stream().mapToDouble(DiarizationError::missedSeconds).sum(),
                each.stream().mapToDouble(DiarizationError::falseAlarmSeconds).sum(),
                each.stream().mapToDouble(DiarizationError::confusionSeconds).sum(),
                each.stream().mapToDouble(DiarizationError::speechSeconds).sum());
    }

    /** The error rate, 0 and more; without any speech 0, or infinite if some was found. */
    public double rate() {
        double wrong = missedSeconds + falseAlarmSeconds + confusionSeconds;
        return wrong == 0 ? 0 : wrong / speechSeconds;
    }
}
