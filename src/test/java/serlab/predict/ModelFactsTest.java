package serlab.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static serlab.ContentAssertions.assertContains;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import serlab.audio.Tones;
import serlab.model.ModelBundle;
import serlab.model.ModelCard;

class ModelFactsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ModelBundle STARTER = StarterModel.load();

    private static ModelBundle trained(String corpus, boolean synthetic, boolean speakerIndependent, double uar) {
        return STARTER.with(JSON.convertValue(JSON.convertValue(STARTER.card().orElseThrow(), ObjectNode.class)
                .put("corpus", corpus).put("synthetic", synthetic).put("speakerIndependent", speakerIndependent)
                .put("protocol", "random-stratified").put("uar", uar), ModelCard.class));
    }

    private static String caution(ModelBundle model) {
        return ModelFacts.of(model).caution();
    }

    @Test
    void theCardDecidesAndNoName() {
        ModelFacts facts = ModelFacts.of(trained("synthetic voices", true, true, 0.9));
        assertEquals(Optional.of("synthetic voices"), facts.corpus());
        assertEquals(Optional.of(true), facts.synthetic());
        assertEquals("trained on synthetic voices alone: no human voice went into it, so it shows how things work, not what "
                + "people feel", facts.caution());
    }

    @Test
    void actedSpeechAndSpeakersOnBothSidesAreSaid() {
        String acted = caution(trained("RAVDESS speech", false, true, 0.6));
        assertTrue(acted.startsWith("trained on acted speech (RAVDESS speech)") && !acted.contains("separated"), acted);
        String mixed = caution(trained("call center", false, false, 0.6));
        assertTrue(mixed.startsWith("trained on call center") && mixed.contains("speakers not separated: split random-stratified"),
                mixed);
        assertTrue(caution(trained("call center", false, true, 0.125)).endsWith("no better than guessing (UAR 12.5 %, chance 12.5 %)"));
    }

    @Test
    void anEnsembleSpeaksForItsMembers() {
        ModelFacts mixed = ModelFacts.of(ModelBundle.ensemble("both", List.of(trained("a", false, true, 0.6), trained("b", true, true, 0.6))));
        assertEquals(Optional.of("a, b"), mixed.corpus());
        assertEquals(Optional.of(false), mixed.synthetic());
        assertTrue(mixed.caution().startsWith("trained on a, b") && mixed.caution().endsWith("not tested as one model"), mixed.caution());
        ModelFacts voices = ModelFacts.of(ModelBundle.ensemble("voices", List.of(STARTER, STARTER)));
        assertEquals(Optional.of(true), voices.synthetic());
        assertContains(voices.caution(), "no human voice");
    }

    @Test
    void everyAnswerCarriesThem() {
        Predictor predictor = new Predictor(trained("RAVDESS speech", false, false, 0.6));
        Prediction answer = predictor.predict(Tones.syllables(2, 22_050), "sound");
        assertTrue(answer.notes().containsAll(ModelFacts.of(predictor.model()).cautions()), answer.notes().toString());
        Prediction feature = predictor.predict(new float[STARTER.features().bands()][STARTER.features().frames()]);
        assertTrue(feature.notes().containsAll(ModelFacts.of(predictor.model()).cautions()), feature.notes().toString());
    }
}
