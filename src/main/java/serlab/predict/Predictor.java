package serlab.predict;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import serlab.audio.AudioDecoder;
import serlab.audio.Waveform;
import serlab.feature.ClipCheck;
import serlab.model.ModelBundle;

/** Predicts with one model; safe for use by several threads. */
public final class Predictor {
    private final ModelBundle model;

    public Predictor(ModelBundle model) {
        this.model = model;
    }

    public String modelName() {
        return model.name();
    }

    /**
     * The emotion of a recording.
     *
     * @throws serlab.InvalidInputException if it cannot be decoded, is silent or too short
     */
    public Prediction predict(Path file) {
        return predict(AudioDecoder.read(file), file.toString());
    }

    /** The emotion of samples; {@code location} is what messages call them. */
    public Prediction predict(Waveform waveform, String location) {
        float[] values = model.probabilities(ClipCheck.usable(waveform, location));
        Map<String, Float> probabilities = new LinkedHashMap<>();
        int best = 0;
        for (int i = 0; i < values.length; i++) {
            probabilities.put(model.labels().get(i), values[i]);
            best = values[i] > values[best] ? i : best;
        }
        return new Prediction(model.labels().get(best), probabilities);
    }
}
