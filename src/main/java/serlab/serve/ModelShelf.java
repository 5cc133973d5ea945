package serlab.serve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import serlab.Counted;
import serlab.model.CardText;
import serlab.model.ModelBundle;
import serlab.model.ModelCard;
import serlab.predict.FoundModel;
import serlab.predict.ModelFacts;
import serlab.predict.Predictor;
import serlab.predict.StarterModel;

/** The models that a server answers with; the first one unless another is asked for. */
public final class ModelShelf {
    private static final String CANNOT_KNOW = "It hears how something is said; it cannot know what a "
            + "person feels, and must not decide anything about anyone.";

    private final Map<String, Shelved> models = new LinkedHashMap<>();

    /** @param found at least one; a second one of the same id is passed over */
    public ModelShelf(List<FoundModel> found) {
        for (FoundModel model : found) {
            models.putIfAbsent(model.id(), new Shelved(model, new Predictor(model.bundle())));
        }
    }

    /** Puts another model on the shelf, in place of one of the same id. */
    synchronized void add(FoundModel model) {
        models.put(model.id(), new Shelved(model, new Predictor(model.bundle())));
    }

    /** A model ready to predict. */
    record Shelved(FoundModel model, Predictor predictor) {
        String id() {
            return model.id();
        }
    }

    /** The model that answers where none is named. */
    synchronized Shelved usual() {
        return models.values().iterator().next();
    }

    /**
     * The model of an id, the usual one where that is empty.
     *
     * @throws RequestException if there is no such model
     */
    synchronized Shelved get(String id) {
        if (id.isEmpty()) {
            return usual();
        }
        Shelved model = models.get(id);
        if (model == null) {
            throw new RequestException(ErrorCode.MODEL_NOT_FOUND, "there is no such model here; GET /api/models lists them");
        }
        return model;
    }

    synchronized List<Shelved> all() {
        return List.copyOf(models.values());
    }

    /** What {@code GET /api/models} answers. */
    synchronized Map<String, Object> describe() {
        List<Map<String, Object>> list = new ArrayList<>();
        models.values().forEach(shelved -> list.add(describe(shelved.model())));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("default", usual().id());
        all.put("models", list);
        return all;
    }

    private static Map<String, Object> describe(FoundModel model) {
        ModelBundle bundle = model.bundle();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", model.id());
        facts.put("name", bundle.name());
        facts.put("starter", model.starter());
        facts.put("labels", bundle.labels());
        facts.put("features", bundle.features().type());
        facts.put("bands", bundle.features().bands());
        facts.put("frames", bundle.features().frames());
        facts.put("parameters", bundle.parameters());
        facts.put("calibrated", bundle.calibration().isPresent());
        facts.put("tested", bundle.card().map(card -> tested(card, bundle.labels().size()))
                .orElse("Nothing is known of how it was trained or tested."));
        bundle.card().ifPresent(card -> facts.put("card", card(card)));
        facts.put("card_text", CardText.of(bundle).sections());
        facts.putAll(ModelFacts.of(bundle).fields());
        facts.merge("caution", CANNOT_KNOW, (caution, more) -> "Caution: " + caution + ". " + more);
        return facts;
    }

    private static Map<String, Object> card(ModelCard card) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("corpus", card.corpus());
        facts.put("synthetic", card.synthetic());
        facts.put("split", card.protocol());
        facts.put("speaker_independent", card.speakerIndependent());
        facts.put("training_speakers", card.trainingSpeakers());
        facts.put("test_speakers", card.testSpeakers());
        facts.put("test_clips", card.testClips());
        facts.put("test_duplicates", card.testDuplicates());
        facts.put("uar", card.uar());
        facts.put("accuracy", card.accuracy());
        facts.put("macro_f1", card.macroF1());
        return facts;
    }

    private static String tested(ModelCard card, int classes) {
        if (!card.tested()) {
            return "Its networks were trained on " + card.corpus() + "; as one model they were not tested.";
        }
        String who = card.testSpeakers() == 0 ? "speakers unknown" : Counted.of(card.testSpeakers(), "speaker")
                + (card.speakerIndependent() ? " it had never heard" : ", some of whom it had heard before");
        return String.format(Locale.ROOT, "Tested on %s of %s, %s: UAR %.1f %%, where guessing gives %.1f %%.%s",
                Counted.of(card.testClips(), "clip"), card.corpus(), who, 100 * card.uar(), 100.0 / classes, card.testDuplicates() == 0 ? ""
                        : " " + card.testDuplicates() + " of these clips have a duplicate that it was trained on.");
    }

    /** Whether only the shipped model is here. */
    public synchronized boolean onlyStarter() {
        return models.keySet().equals(Set.of(StarterModel.NAME));
    }
}
