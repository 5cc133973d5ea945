package serlab.predict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import serlab.model.ModelBundle;
import serlab.model.ModelCard;

/**
 * What goes with every answer of a model, as far as its card tells: the corpus it was trained on, whether a human spoke in
 * it, and what keeps its answers from being taken for more than they are.
 *
 * @param corpus    name of the training corpus, of an ensemble of several corpora all of them; empty if unknown
 * @param synthetic whether no human spoke in it; empty if unknown
 * @param cautions  what to be careful of, a short sentence each
 */
public record ModelFacts(Optional<String> corpus, Optional<Boolean> synthetic, List<String> cautions) {
    /** Corpora whose speakers act the emotions, by the beginnings of their names. */
    private static final Pattern ACTED = Pattern.compile("(ravdess|savee|tess|emo-?db|crema-?d)\\b.*", Pattern.CASE_INSENSITIVE);

    public ModelFacts {
        cautions = List.copyOf(cautions);
    }

    /** The facts of a model. */
    public static ModelFacts of(ModelBundle model) {
        return model.card().map(card -> new ModelFacts(Optional.of(card.corpus()), Optional.of(card.synthetic()),
                cautions(card, 1.0 / model.labels().size()))).orElseGet(() -> new ModelFacts(Optional.empty(), Optional.empty(),
                List.of("nothing is known of the voices that this model was trained on, nor of how it was tested")));
    }

    private static List<String> cautions(ModelCard card, double chance) {
        List<String> all = new ArrayList<>();
        if (card.synthetic()) {
            all.add("trained on synthetic voices alone: no human voice went into it, so it shows how things work, not what "
                    + "people feel");
        } else if (ACTED.matcher(card.corpus()).matches()) {
            all.add("trained on acted speech (" + card.corpus() + "), and feelings in everyday life sound otherwise");
        } else {
            all.add("trained on " + card.corpus() + ", so other voices, rooms and microphones may be heard wrongly");
        }
        if (!card.tested()) {
            all.add("not tested as one model");
        }
        if (card.tested() && !card.speakerIndependent()) {
            all.add("speakers not separated: split " + card.protocol() + (card.testSpeakers() == 0 ? " of unknown speakers" : "")
                    + ", so its test score is too high for new voices");
        }
        if (card.tested() && card.uar() <= chance) {
            all.add(String.format(Locale.ROOT, "on its test clips it was no better than guessing (UAR %.1f %%, chance %.1f %%)",
                    100 * card.uar(), 100 * chance));
        }
        return all;
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
