package serlab.predict;

import serlab.model.ModelBundle;

/**
 * A model and where it came from.
 *
 * @param id     what {@code --model} finds it by
 * @param bundle the model
 */
public record FoundModel(String id, ModelBundle bundle) {
    /** {@code last (spectrogram-vs-mfcc), trained on RAVDESS speech}. */
    public String described() {
        return id + " (" + bundle.name() + ")" + ModelFacts.of(bundle).corpus().map(corpus -> ", trained on " + corpus).orElse("");
    }

    /** Whether it is the shipped one. */
    public boolean starter() {
        return id.equals(StarterModel.NAME);
    }
}
