package serlab.predict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import serlab.tracking.ModelTask;
import serlab.tracking.registry.RegisteredVersion;

/**
 * The registered models of one task; only these can be compared.
 *
 * @param task     what they were tested on
 * @param versions highest UAR above chance first, those without a score last
 */
public record RankedModels(ModelTask task, List<RegisteredVersion> versions) {
    public RankedModels {
        versions = List.copyOf(versions);
    }

    /**
     * Models by task: the preferred task first if it has a tested model, then those of human voices, then those of
     * synthetic ones, each with the task of the newest version first.
     */
    static List<RankedModels> of(List<RegisteredVersion> all, Optional<ModelTask> preferred) {
        List<RegisteredVersion> newest = new ArrayList<>(all);
        newest.sort(Comparator.comparingLong(RegisteredVersion::created).reversed());
        Map<ModelTask, List<RegisteredVersion>> byTask = new LinkedHashMap<>();
        newest.forEach(version -> byTask.computeIfAbsent(version.task(), task -> new ArrayList<>()).add(version));
        List<RankedModels> ranked = new ArrayList<>();
        byTask.forEach((task, versions) -> {
            versions.sort(Comparator.comparingDouble((RegisteredVersion version) -> -version.testUar().orElse(-1)));
            ranked.add(new RankedModels(task, versions));
        });
        ranked.sort(Comparator.comparing((RankedModels models) -> !(preferred.equals(Optional.of(models.task))
                && models.best().isPresent())).thenComparing(models -> models.best().isEmpty())
                .thenComparing(models -> models.task.synthetic()));
        return List.copyOf(ranked);
    }

    /** The best tested one; empty if none was tested. */
    public Optional<RegisteredVersion> best() {
        return versions.stream().filter(version -> version.testUar().isPresent()).findFirst();
    }
}
