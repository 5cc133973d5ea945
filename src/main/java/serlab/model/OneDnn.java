package serlab.model;

import org.nd4j.linalg.factory.Nd4j;
import serlab.StandIn;

/** The switch of Deeplearning4j's oneDNN helpers, read by each layer as it is made. */
public final class OneDnn {
    private static final String DISABLE = "org.eclipse.deeplearning4j.helpers.disable";

    static {
        new StandIn("org.nd4j.nativeblas.Nd4jCpu", "Deeplearning4j's oneDNN helpers stay off and training is slow").check();
    }

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

    /**
     * Whether the native matrix library computes.
     *
     * @throws LinkageError if it cannot be loaded
     */
    public static boolean nativeLibraryWorks() {
        return Nd4j.ones(2, 2).sumNumber().intValue() == 4;
    }
}
