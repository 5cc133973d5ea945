package serlab.cli;

import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import serlab.lab.Workspace;
import serlab.predict.ModelLocator;

/** The option that names a tracking server, whose address is checked as soon as it is read. */
final class TrackingOption {
    @Option(names = "--tracking", paramLabel = "URI", converter = Address.class, description = "MLflow server that runs are recorded on "
            + "and models are found on (also MLFLOW_TRACKING_URI); by default that of this machine")
    private String given;

    /** An address as it was given. */
    private static final class Address implements ITypeConverter<String> {
        @Override
        public String convert(String address) {
            Workspace.requireServer(address);
            return address;
        }
    }

    /** As it was given; null for none. */
    String given() {
        return given;
    }

    /** The address that was given, else that of the environment. */
    Optional<String> address() {
        return Workspace.here().tracking(given);
    }

    /** What finds models here and on that server. */
    ModelLocator models() {
        return Workspace.here().models(address(), System.err::println);
    }
}
