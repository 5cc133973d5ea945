package serlab.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import serlab.InvalidInputException;
import serlab.lab.Workspace;
import serlab.model.ModelBundle;
import serlab.predict.FoundModel;
import serlab.predict.ModelLocator;
import serlab.predict.RankedModels;
import serlab.predict.StarterModel;
import serlab.tracking.TrackingUnavailableException;
import serlab.tracking.registry.ModelRegistry;
import serlab.tracking.registry.RegisteredVersion;

/**
 * Search for the models that a server offers. What cannot be had is left out with a note, but for the model that was asked
 * for.
 *
 * @param project  whose models are looked for
 * @param tracking address of an MLflow server, as an option names it; null for none
 * @param notes    gets a line for what is left out
 */
record ServedModels(Workspace project, String tracking, Consumer<String> notes) {
    private static final int REGISTERED = 6;

    /**
     * The one that was asked for or that {@code ./ser predict} takes first, then the others that are here.
     *
     * @param asked  null for none
     * @param taught whether those of own classes belong to them
     */
    List<FoundModel> find(String asked, boolean taught) throws TrackingUnavailableException {
        Optional<String> named = project.tracking(tracking);
        ModelLocator any = project.models(named, notes);
        List<FoundModel> found = new ArrayList<>();
        found.add(asked != null ? any.find(asked) : any.standard());
        found.add(any.standard());
        if (taught) {
            addTaught(found);
        }
        try {
            Optional<ModelRegistry> running = project.runningRegistry(named);
            if (running.isPresent()) {
                addRegistered(project.models(running::get), found);
            }
        } catch (TrackingUnavailableException e) {
            notes.accept("note: registered models are left out: " + e.getMessage() + project.mendTracking(tracking));
        }
        found.add(new FoundModel(StarterModel.NAME, StarterModel.load()));
        return found;
    }

    /** Those that were taught classes of the user's own, by name. */
    private void addTaught(List<FoundModel> found) {
        for (Path folder : project.taught()) {
            try {
                found.add(new FoundModel(project.named(folder), ModelBundle.load(folder)));
            } catch (InvalidInputException e) {
                notes.accept("note: " + project.named(folder) + " is left out: " + e.getMessage());
            }
        }
    }

    /** The best of every task, then the others. */
    private void addRegistered(ModelLocator locator, List<FoundModel> found) throws TrackingUnavailableException {
        int left = REGISTERED;
        List<RankedModels> tasks;
        try {
            tasks = locator.registered();
        } catch (InvalidInputException refused) {
            notes.accept("note: registered models are left out: " + refused.getMessage());
            return;
        }
        Set<RegisteredVersion> versions = new LinkedHashSet<>();
        tasks.forEach(task -> task.best().ifPresent(versions::add));
        tasks.forEach(task -> versions.addAll(task.versions()));
        for (RegisteredVersion version : versions) {
            if (left == 0) {
                return;
            }
            try {
                found.add(locator.find(version.uri()));
                left--;
            } catch (InvalidInputException e) {
                notes.accept("note: " + version.uri() + " is left out: " + e.getMessage());
            }
        }
    }
}
