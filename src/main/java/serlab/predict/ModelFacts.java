package serlab.predict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import serlab.model.ModelBundle;

/**
 * What goes with every answer of a model, as far as its card tells: the corpus it was trained on, whether a human spoke in
 * it, and what keeps its answers from being taken for more than they are.
 *
 * @param corpus    name of the training corpus, of an ensemble of several corpora all of them; empty if unknown
 * @param synthetic whether no human spoke in it; empty if unknown
 * @param cautions  what to be careful of, a short sentence each
 */
public record ModelFacts(Optional<String> corpus, Optional<Boolean> synthetic, List<String> cautions) {
    public ModelFacts {
        cautions = List.copyOf(cautions);
    }

    /** The facts of a model. */
    public static ModelFacts of(ModelBundle model) {
        return model.card().map(card -> new ModelFacts(Optional.of(card.corpus()), Optional.of(card.synthetic()),
                card.cautions(1.0 / model.labels().size()))).orElseGet(() -> new ModelFacts(Optional.empty(), Optional.empty(),
                List.of("nothing is known of the voices that this model was trained on, nor of how it was tested")));
    }

    /** The cautions in one line. */
    public String caution() {
        return String.join("; ", cautions);
    }

    /** As fields of an answer: {@code corpus} and {@code synthetic}, null where unknown, and {@code caution}. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("corpus", corpus.orElse(null));
        fields.put("synthetic", synthetic.orElse(null));
        fields.put("caution", caution());
        return fields;
    }
}
