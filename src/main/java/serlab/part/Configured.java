package serlab.part;

import java.util.Map;

/** An object made of declared options: an extractor, a model, a split protocol… with its settings. */
public interface Configured {
    /** The name in experiment files. */
    default String type() {
        return Declaration.of(getClass()).nameOf(this);
    }

    /** Every setting by its key in experiment files, {@code type} first, defaults included; reading it gives an equal object. */
    default Map<String, Object> settings() {
        return Declaration.of(getClass()).settings(this);
    }
}
