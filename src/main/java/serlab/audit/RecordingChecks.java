package serlab.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import serlab.corpus.Clip;
import serlab.feature.recording.RecordingTraits;
import serlab.feature.recording.RevealingTrait;

/** Whether classes, speakers or the sides of a split can be told from how their clips were recorded. */
final class RecordingChecks {
    private final List<Recording> recordings;

    /** @param recordings those with sound are looked at */
    RecordingChecks(List<Recording> recordings) {
        this.recordings = recordings.stream().filter(recording -> !recording.sound().traits().values().isEmpty()).toList();
    }

    /** What tells classes, speakers and, where there are several, corpora. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        List<RevealingTrait> classes = told(recording -> recording.clip().label());
        add(findings, "recording-tells-class", classes.stream().anyMatch(RevealingTrait::strong) ? Severity.ERROR : Severity.WARNING,
                classes, "Classes that can be told from how they were recorded, without listening: a model may learn the "
                        + "recording instead of the emotion, and fail on other recordings. Record or convert all clips alike.");
        add(findings, "recording-tells-speaker", Severity.WARNING,
                told(recording -> recording.clip().speaker()).stream().filter(RevealingTrait::strong).toList(),
                "Speakers who can be told from how they were recorded. Where speakers differ in their emotions, a model may "
                        + "learn the recording. Convert all clips alike.");
        add(findings, "recording-tells-corpus", Severity.WARNING, told(recording -> recording.clip().corpus()), "Corpora that can be "
                + "told from how they were recorded. What a model loses from one to the other is then not the voices and emotions "
                + "alone: convert all clips alike, such as to one sampling rate and level, or normalise per corpus.");
        return findings;
    }

    /** What tells test clips from training clips. */
    List<Finding> findings(String name, List<NamedSplit> folds) {
        List<RevealingTrait> sides = new ArrayList<>();
        for (NamedSplit fold : folds) {
            Map<String, String> side = new HashMap<>();
            fold.training().forEach(clip -> side.put(location(clip), "training"));
            fold.test().forEach(clip -> side.put(location(clip), "test"));
            told(recording -> side.getOrDefault(location(recording.clip()), "")).stream().filter(RevealingTrait::strong)
                    .filter(found -> sides.stream().noneMatch(known -> known.trait() == found.trait())).forEach(sides::add);
        }
        List<Finding> findings = new ArrayList<>();
        add(findings, "recording-tells-split", Severity.WARNING, sides, "Test clips of " + name + " were recorded otherwise "
                + "than training clips. The numbers hold for this change too: say so, or convert all clips alike.");
        return findings;
    }

    private static String location(Clip clip) {
        return clip.source().location();
    }

    private List<RevealingTrait> told(Function<Recording, String> what) {
        List<RecordingTraits> traits = recordings.stream().map(recording -> recording.sound().traits()).toList();
        return RevealingTrait.among(traits, recordings.stream().map(what).toList());
    }

    private static void add(List<Finding> findings, String code, Severity severity, List<RevealingTrait> found, String message) {
        if (!found.isEmpty()) {
            findings.add(new Finding(code, severity, found.size(), message, found.stream().map(RevealingTrait::words).toList()));
        }
    }
}
