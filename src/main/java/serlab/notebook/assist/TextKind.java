package serlab.notebook.assist;

/** Kinds of texts that methods for cells take. */
public enum TextKind {
    /** A feature by its name, or its section in YAML's short form. */
    FEATURE("feature", "features"),
    /** An augmentation in the same forms. */
    AUGMENTATION("augmentation", "augment"),
    /** The name of a split protocol. */
    PROTOCOL("protocol", ""),
    /** A label of the corpus or model that stands beside it. */
    EMOTION("emotion", ""),
    /** A model of the result that stands before or beside it. */
    VARIANT("model", ""),
    /** A trained model by its name. */
    MODEL("model", ""),
    /** An experiment in YAML. */
    EXPERIMENT("key", ""),
    /** The section {@code corpus} of an experiment in YAML's short form. */
    CORPUS("option", "corpus"),
    /** A setting of an experiment as {@code training.epochs=5}. */
    CHANGE("key", ""),
    /** The name of a pretrained encoder. */
    ENCODER("encoder", ""),
    /** A file or folder. */
    FILE("file", "");

    private final String word;
    private final String section;

    TextKind(String word, String section) {
        this.word = word;
        this.section = section;
    }

    /** What JupyterLab writes beside an offer. */
    String word() {
        return word;
    }

    /** The section of experiment files whose content it is; empty for none. */
    String section() {
        return section;
    }
}
