package serlab.cli;

import picocli.CommandLine.IVersionProvider;
import serlab.experiment.Provenance;

/** What {@code --version} prints. */
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"ser " + Provenance.libraryVersion()};
    }
}
