package serlab.notebook.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;

/**
 * Extension that serves Jupyter over a {@link CellConnection} of its own, in place of the one that JJava would open next; it
 * returns only where it is not told of a connection file. So nothing of JJava has to be replaced. It stands last among the
 * extensions, since the process ends with the connection.
 */
public final class KernelStart implements Extension {
    /** System property that names Jupyter's connection file. */
    public static final String CONNECTION = "serlab.connection";

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

    private static CellConnection connection(BaseKernel kernel, Path file) {
        try {
            return new CellConnection(kernel, KernelConnectionProperties.parse(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the connection file " + file + " asks for a signature that Java does not know", e);
        }
    }
}
