package serlab.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import serlab.cli.terminal.ByteSize;
import serlab.corpus.locate.Places;
import serlab.feature.cache.FeatureCache;
import serlab.lab.RunSettings;
import serlab.lab.Workspace;

/** The options that commands which compute share. */
final class CommonOptions {
    @Option(names = "--data", paramLabel = "PATH",
            description = "the corpus: a folder, a zip archive, a CSV or Parquet table (also SER_DATA); several of them, or A,B, "
                    + "are read as one")
    private List<Path> data;

    @Option(names = "--set", paramLabel = "KEY=VALUE",
            description = "replaces a setting, such as training.epochs=5; may be given several times")
    private List<String> overrides = List.of();

    @Mixin
    JsonOption json;

    @Mixin
    TrackingOption tracking;

    @Option(names = "--out", paramLabel = "DIR", description = "folder for tables, plots and models")
    Path out;

    @Option(names = "--quiet", description = "no progress on standard error")
    boolean quiet;

    @Option(names = "--strict", description = "a clip that cannot be used is an error, and so is a "
            + "test clip with a duplicate in training")
    boolean strict;

    @Option(names = "--workers", paramLabel = "N",
            description = "cores to use: for as many trainings side by side, or several for each where there are fewer;"
                    + " by default all; changes no number")
    private Integer workers;

    @Option(names = "--cache-limit", paramLabel = "SIZE",
            description = "most that the feature cache may take on disk, such as 500M or 10G (default 10G)")
    private String cacheLimit;

    Optional<Path> data() {
        return Places.joined(data);
    }

    /** The feature cache, where the environment says. */
    FeatureCache cache() {
        return new FeatureCache(Workspace.here().cacheFolder(),
                cacheLimit == null ? FeatureCache.DEFAULT_LIMIT_BYTES : ByteSize.parse("--cache-limit", cacheLimit));
    }

    /** All of them, for what is run; progress is told unless that is not wanted. */
    RunSettings settings() {
        return new RunSettings(data(), overrides, tracking.address(), cache(), workers(), strict, line -> {
            if (!quiet) {
                System.err.println(line);
            }
        });
    }

    /** Where the results of a name go, unless {@code --out} says otherwise. */
    Path out(String name) {
        return out != null ? out.toAbsolutePath().normalize() : Workspace.here().output(name);
    }

    List<String> overrides() {
        return overrides;
    }

    int workers() {
        int cores = Runtime.getRuntime().availableProcessors();
        if (workers == null) {
            return cores;
        }
        if (workers < 1) {
            throw new serlab.InvalidInputException("--workers " + workers + " is not positive; this machine has "
                    + cores + " cores");
        }
        return workers;
    }
}
