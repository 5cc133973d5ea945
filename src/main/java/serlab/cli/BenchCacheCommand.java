package serlab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import serlab.InvalidInputException;
import serlab.bench.CacheBenchmark;
import serlab.cli.terminal.Json;

/** {@code ./ser bench cache}. */
@Command(name = "cache", mixinStandardHelpOptions = true,
        description = "A feature cache of many entries in a folder of its own: how long it takes to fill it, to list it, to find "
                + "entries, and to prune it to half.")
final class BenchCacheCommand implements Callable<Integer> {
    @Option(names = "--entries", defaultValue = "1000000", paramLabel = "N", description = "entries (default: ${DEFAULT-VALUE})")
    private int entries;

    @Option(names = "--bytes", defaultValue = "352", paramLabel = "N",
            description = "bytes of each (default: ${DEFAULT-VALUE}, the 88 numbers of eGeMAPS)")
    private int bytes;

    @Option(names = "--folder", paramLabel = "DIR", description = "where they are made for a while; by default below the system's "
            + "folder for temporary files")
    private Path folder;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws IOException {
        if (entries < 2) {
            throw new InvalidInputException("--entries is " + entries + "; expected 2 or more");
        }
        if (bytes < 1) {
            throw new InvalidInputException("--bytes is " + bytes + "; expected 1 or more");
        }
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path place = folder == null ? Files.createTempDirectory("ser-cache") : Files.createTempDirectory(folder, "ser-cache");
        CacheBenchmark.Result result;
        try {
            result = new CacheBenchmark(place, entries, bytes).run();
        } finally {
            Files.deleteIfExists(place);
        }
        System.out.printf(Locale.ROOT, "%,d entries written in %.1f s; listed in %.3f s; the first of each setting found in %.3f s, "
                + "others in %.0f us each; pruned to %,d in %.3f s%n", result.listed(), result.fill(), result.list(), result.open(),
                result.find(), result.left(), result.prune());
        if (json.asked()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("entries", result.listed());
            all.put("fill_seconds", result.fill());
            all.put("list_seconds", result.list());
            all.put("open_seconds", result.open());
            all.put("find_microseconds", result.find());
            all.put("left", result.left());
            all.put("prune_seconds", result.prune());
            System.out.println(Json.line(all));
        }
        return 0;
    }
}
