package serlab.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import serlab.feature.cache.FeatureCache;

/**
 * How something is run; none of it but the overrides changes a number.
 *
 * @param data      the corpus, where one is named
 * @param overrides settings that replace those of the file, {@code training.epochs=5}
 * @param tracking  address of the tracking server; empty for the project's own
 * @param cache     of features
 * @param workers   trainings side by side
 * @param strict    whether a clip that cannot be used is an error
 * @param progress  told in a line each what is done before and around the run
 */
public record RunSettings(Optional<Path> data, List<String> overrides, Optional<String> tracking, FeatureCache cache,
                          int workers, boolean strict, Consumer<String> progress) {
    public RunSettings {
        overrides = List.copyOf(overrides);
    }
}
