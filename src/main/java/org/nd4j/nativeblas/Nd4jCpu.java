package org.nd4j.nativeblas;

import org.nd4j.linalg.factory.Nd4j;

/**
 * Switches Deeplearning4j's oneDNN helpers on. {@code BaseMKLDNNHelper} of 1.0.0-M2.1 looks this class name up by
 * reflection, asks {@code Environment.getInstance().isUseMKLDNN()}, and leaves its helpers off when the class is
 * missing, as it is since ND4J moved its bindings to another package. The helpers also need the system property
 * {@code org.eclipse.deeplearning4j.helpers.disable=false} before the first layer is built.
 */
public final class Nd4jCpu {
    private Nd4jCpu() {
    }

    /** The part of the old binding that is asked for. */
    public static final class Environment {
        private static final Environment INSTANCE = new Environment();

        private Environment() {
        }

        public static Environment getInstance() {
            return INSTANCE;
        }

        public boolean isUseMKLDNN() {
            return Nd4j.getEnvironment().helpersAllowed();
        }
    }
}
