package serlab.cli;

import java.nio.file.Path;
import java.util.List;
import serlab.lab.Workspace;
import serlab.predict.FoundModel;
import serlab.predict.ModelLocator;
import serlab.predict.StarterModel;
import serlab.tracking.TrackingUnavailableException;

/**
 * Search for the model that a command was asked for, or the usual one, with what must be known of it on standard error. A model of
 * own classes is never the usual one: it answers where it is named, and so never to visitors of a server that others can reach.
 *
 * @param name     null for the usual one
 * @param tracking address of an MLflow server, as an option names it; null for none
 * @param quiet    whether it is not told which model was found
 */
record AskedModel(String name, String tracking, boolean quiet) {
    /** What {@code --model} takes, for people. */
    static final String NAMES = "a model folder or archive, a run's id, models:/NAME/VERSION, best (of those registered), last (of the last "
            + "./ser run or compare) or starter; by default last, before any training starter; one of ./ser teach is named by its folder";

    FoundModel find() throws TrackingUnavailableException {
        Workspace here = Workspace.here();
        ModelLocator locator = here.models(here.tracking(tracking), System.err::println);
        FoundModel found = name != null ? locator.find(name) : locator.standard();
        if (found.starter()) {
            System.err.println("note: " + StarterModel.NOTICE);
        } else if (!quiet && !found.id().equals(name)) {
            System.err.println("note: the model is " + found.described());
        }
        List<Path> taught = name != null || quiet ? List.of() : here.taught();
        if (!taught.isEmpty()) {
            System.err.println("note: " + (taught.size() == 1 ? "the model of your own classes answers where it is"
                    : taught.size() + " models of your own classes answer where they are") + " named: --model " + here.named(taught.get(0)));
        }
        return found;
    }
}
