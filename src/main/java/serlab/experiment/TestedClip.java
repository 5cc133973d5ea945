package serlab.experiment;

import java.util.List;
import java.util.Optional;
import serlab.evaluation.ClusteredUar;
import serlab.evaluation.Interval;
import serlab.evaluation.ScoredClip;

/**
 * A test clip and what a network took it for.
 *
 * @param clip      its id
 * @param speaker   who speaks, or empty
 * @param truth     index of its class
 * @param predicted index of the class it was taken for
 */
public record TestedClip(String clip, String speaker, int truth, int predicted) {
    /**
     * The 95 % interval of the UAR of one training on its test clips, over their speakers, or over clips where the speakers
     * are unknown; empty if all are of one speaker.
     */
    public static Optional<Interval> interval(List<TestedClip> tested) {
        List<ScoredClip> scored = tested.stream().map(clip -> new ScoredClip(clip.clip,
                clip.speaker.isEmpty() ? clip.clip : clip.speaker, 0, clip.truth,
                new double[] {clip.truth == clip.predicted ? 1 : 0})).toList();
        return scored.stream().map(ScoredClip::cluster).distinct().count() < 2 ? Optional.empty()
                : Optional.of(ClusteredUar.of(scored).interval());
    }

}
