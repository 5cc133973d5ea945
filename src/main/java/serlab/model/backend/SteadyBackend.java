package serlab.model.backend;

import org.nd4j.common.io.Resource;
import org.nd4j.linalg.cpu.nativecpu.CpuBackend;

/** The CPU backend with a {@link SteadyExecutioner}. ND4J finds it as a service and prefers it to its own. */
public final class SteadyBackend extends CpuBackend {
    /** ND4J's name of the executioner's class; system properties go before its file. */
    private static final String EXECUTIONER = "opexec";

    @Override
    public int getPriority() {
        return super.getPriority() + 1;
    }

    @Override
    public Resource getConfigurationResource() {
        if (System.getProperty(EXECUTIONER) == null) {
            System.setProperty(EXECUTIONER, SteadyExecutioner.class.getName());
        }
        return super.getConfigurationResource();
    }
}
