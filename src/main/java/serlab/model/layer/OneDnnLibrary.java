package serlab.model.layer;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;

/** The native library behind {@link OneDnnConvolution}, looked for when somebody first asks. */
final class OneDnnLibrary {
    private static final boolean LOADED = load();

    private OneDnnLibrary() {
    }

    /** Whether there is one for this machine; Deeplearning4j's helper is there without it. */
    static boolean isAvailable() {
        return LOADED;
    }

    private static boolean load() {
        try {
            Loader.load(dnnl.class);
            return true;
        } catch (LinkageError e) {
            return false;
        }
    }
}
