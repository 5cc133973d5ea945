package serlab.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import serlab.InvalidInputException;
import serlab.corpus.Clip;
import serlab.feature.Scaler;
import serlab.model.InferenceSpec.Normalize;

/**
 * What standardizes the features of each clip: one scaler for all, or one per speaker or corpus.
 *
 * @param common of all clips; what a bundle keeps
 * @param by     what tells the groups apart; not used where {@code common} is
 * @param groups scalers by group; empty where {@code common} is used
 */
record Normalizer(Scaler common, Function<Clip, String> by, Map<String, Scaler> groups) {

    /** Fitted on training clips; where a leak is switched on, on all. None where the model takes features as they are. */
    static Normalizer of(ExperimentSpec spec, PreparedCorpus data, List<Clip> training) {
        if (!spec.model().standardizes()) {
            return new Normalizer(Scaler.identity(), Clip::speaker, Map.of());
        }
        if (!spec.inference().transductive()) {
            List<Clip> seen = spec.leaks().has(Leaks.Leak.SCALER_ON_EVERYTHING) ? data.corpus().clips() : training;
            return new Normalizer(Scaler.fit(spec.features(), data.matrices(spec, seen)), Clip::speaker, Map.of());
        }
        Function<Clip, String> by = spec.inference().normalize() == Normalize.PER_CORPUS ? Clip::corpus : Clip::speaker;
        if (data.corpus().clips().stream().map(by).anyMatch(String::isEmpty)) {
            throw new InvalidInputException("normalise is per-" + spec.inference().normalize().of() + ", but " + data.corpus().name()
                    + (spec.inference().normalize() == Normalize.PER_CORPUS ? " is one corpus"
                    : " does not say who speaks in every clip") + "; set normalise to training-clips");
        }
        Map<String, Scaler> scalers = new LinkedHashMap<>();
        data.corpus().clips().stream().collect(Collectors.groupingBy(by, LinkedHashMap::new,
                Collectors.toList())).forEach((group, clips) -> scalers.put(group,
                        Scaler.fit(spec.features(), data.matrices(spec, clips))));
        return new Normalizer(Scaler.boundedIdentity(), by, scalers);
    }

    /** One scaler per clip. */
    List<Scaler> of(List<Clip> clips) {
        return groups.isEmpty() ? Collections.nCopies(clips.size(), common)
                : clips.stream().map(clip -> groups.get(by.apply(clip))).toList();
    }
}
