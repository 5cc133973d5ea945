package serlab.notebook;

import java.util.Optional;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** The kernel that runs this process's cells. */
final class CellKernel {
    private CellKernel() {
    }

    /** The kernel; empty where no cells are run, as in tests and programs that use the library. */
    static Optional<BaseKernel> running() {
        try {
            return Optional.of(BaseKernel.notebookKernel());
        } catch (NullPointerException e) {
            return Optional.empty(); // the library has no other way to say so
        }
    }
}
