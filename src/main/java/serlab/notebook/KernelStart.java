package serlab.notebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import serlab.lab.Workspace;
import serlab.notebook.assist.Completion;
import serlab.notebook.assist.Inspection;
import serlab.notebook.assist.KernelShell;
import serlab.notebook.kernel.CellAssistance;
import serlab.notebook.kernel.CellConnection;

/**
 * Extension that serves Jupyter over a {@link CellConnection} of its own, in place of the one that JJava would open next; it
 * returns only where it is not told of a connection file. So nothing of JJava has to be replaced. It stands last among the
 * extensions, since the process ends with the connection.
 */
public final class KernelStart implements Extension {
    /** System property that names Jupyter's connection file. */
    public static final String CONNECTION = "serlab.connection";

    private static final List<Class<?>> FOR_CELLS = List.of(Laboratory.class, CellExport.class, ResultView.class, SweepResult.class,
            Experiment.class);

    @Override
    public void install(BaseKernel kernel) {
        String file = System.getProperty(CONNECTION);
        if (file == null) {
            return;
        }
        CellConnection connection = connection(kernel, Path.of(file));
        kernel.becomeHandlerForConnection(connection);
        connection.connect();
        connection.waitUntilClose();
        System.exit(0);
    }

    private static CellAssistance assistance(BaseKernel kernel) {
        Workspace workspace = Workspace.here();
        KernelShell shell = new KernelShell(shell(kernel), kernel::evalRaw);
        return new CellAssistance(new Completion(shell, FOR_CELLS, List.of(Path.of("").toAbsolutePath(),
                workspace.outputs().resolve("notebooks"), workspace.root())), new Inspection(shell, FOR_CELLS,
                workspace.root().resolve("src/main/java")));
    }

    /** The kernel's class is not on the class path, its shell's is. */
    private static JShell shell(BaseKernel kernel) {
        try {
            return (JShell) kernel.getClass().getMethod("getJShell").invoke(kernel);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(kernel.getClass().getName() + " is no kernel that runs cells in JShell", e);
        }
    }

    private static CellConnection connection(BaseKernel kernel, Path file) {
        try {
            return new CellConnection(kernel, assistance(kernel), KernelConnectionProperties.parse(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the connection file " + file + " asks for a signature that Java does not know", e);
        }
    }
}
