package serlab.predict;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import serlab.model.ModelBundle;

/** The small model that is shipped: trained on synthetic voices alone, so that everything works at once. */
public final class StarterModel {
    /** The name that asks for it. */
    public static final String NAME = "starter";
    /** What must be said wherever it answers. */
    public static final String NOTICE = "the starter model was trained on synthetic voices alone and shows how things "
            + "work, not what people feel; train one with ./ser compare";

    private StarterModel() {
    }

    public static ModelBundle load() {
        try (InputStream in = StarterModel.class.getResourceAsStream("starter.zip")) {
            return ModelBundle.load(in, "the starter model");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
