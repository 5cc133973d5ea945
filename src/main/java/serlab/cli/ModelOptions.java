package serlab.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import serlab.lab.Workspace;
import serlab.predict.FoundModel;
import serlab.predict.ModelLocator;
import serlab.predict.StarterModel;
import serlab.tracking.TrackingUnavailableException;

/**
 * Options that name the model which hears. A model of own classes is never the usual one: it answers where it is named, and so
 * never to visitors of a server that others can reach.
 */
final class ModelOptions {
    /** What {@code --model} takes, for people. */
    static final String NAMES = ModelLocator.NAMES + "; by default last, before any training starter; one of ./ser teach is named by its folder";

    @Option(names = "--model", paramLabel = "MODEL", description = NAMES)
    private String model;

    @Mixin
    private TrackingOption tracking;

    /** The model that was asked for, or the usual one. */
    FoundModel find() throws TrackingUnavailableException {
        ModelLocator locator = tracking.models();
        return model != null ? locator.find(model) : locator.standard();
    }

    /**
     * The same, with what must be known of it on standard error.
     *
     * @param quiet whether it is not told which model was found
     */
    FoundModel announced(boolean quiet) throws TrackingUnavailableException {
        FoundModel found = find();
        if (found.starter()) {
            System.err.println("note: " + StarterModel.NOTICE);
        } else if (!quiet && !found.id().equals(model)) {
            System.err.println("note: the model is " + found.described());
        }
        Workspace here = Workspace.here();
        List<Path> taught = model != null || quiet ? List.of() : here.taught();
        if (!taught.isEmpty()) {
            System.err.println("note: " + (taught.size() == 1 ? "the model of your own classes answers where it is"
                    : taught.size() + " models of your own classes answer where they are") + " named: --model " + here.named(taught.get(0)));
        }
        return found;
    }
}
