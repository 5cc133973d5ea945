package serlab.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.feature.Scaler;

/**
 * What standardizes the features of each clip: one scaler for all, or one per speaker.
 *
 * @param common     of all clips; what a bundle keeps
 * @param perSpeaker by speaker; empty where {@code common} is used
 */
record Normalizer(Scaler common, Map<String, Scaler> perSpeaker) {

    /** Fitted on training clips; where a leak is switched on, on all. */
    static Normalizer of(ExperimentSpec spec, PreparedCorpus data, List<Clip> training) {
        if (!spec.inference().transductive()) {
            List<Clip> seen = spec.leaks().has(Leaks.Leak.SCALER_ON_EVERYTHING) ? data.corpus().clips() : training;
            return new Normalizer(Scaler.fit(spec.features(), data.matrices(spec, seen)), Map.of());
        }
        if (!data.corpus().knowsSpeakers()) {
            throw new InvalidInputException("normalise is per-speaker, but " + data.corpus().name()
                    + " does not say who speaks in every clip; set normalise to training-clips");
        }
        Map<String, Scaler> scalers = new LinkedHashMap<>();
        data.corpus().clips().stream().collect(Collectors.groupingBy(Clip::speaker, LinkedHashMap::new,
                Collectors.toList())).forEach((speaker, clips) -> scalers.put(speaker,
                        Scaler.fit(spec.features(), data.matrices(spec, clips))));
        return new Normalizer(Scaler.boundedIdentity(), scalers);
    }

    /** One scaler per clip. */
    List<Scaler> of(List<Clip> clips) {
        return perSpeaker.isEmpty() ? Collections.nCopies(clips.size(), common)
                : clips.stream().map(clip -> perSpeaker.get(clip.speaker())).toList();
    }
}
