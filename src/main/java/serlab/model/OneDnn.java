package serlab.model;

/** The switch of Deeplearning4j's oneDNN helpers, read by each layer as it is made. */
public final class OneDnn {
    private static final String DISABLE = "org.eclipse.deeplearning4j.helpers.disable";

    private OneDnn() {
    }

    /** Turns the helpers on unless the system property says otherwise; Deeplearning4j's own default is off. */
    static void enableByDefault() {
        if (System.getProperty(DISABLE) == null) {
            System.setProperty(DISABLE, "false");
        }
    }

    /** Whether layers made from now on use oneDNN. */
    public static boolean enabled() {
        return "false".equals(System.getProperty(DISABLE, "true"));
    }
}
