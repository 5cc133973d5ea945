package serlab.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import serlab.Counted;
import serlab.InvalidInputException;
import serlab.cli.terminal.ByteSize;
import serlab.cli.terminal.Json;
import serlab.feature.cache.CacheFolder;
import serlab.lab.Workspace;

/** {@code ./ser cache}: what the feature cache holds. */
@Command(name = "cache", mixinStandardHelpOptions = true,
        description = {"Lists the feature cache by feature settings, or makes it smaller.",
            "It lies in the user's cache folder, or where SER_CACHE says."})
final class CacheCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    @Option(names = "--clear", description = "removes every feature; they are computed again when needed")
    private boolean clear;

    @Option(names = "--cache-limit", paramLabel = "SIZE",
            description = "removes the features not used for the longest time until the rest fits, such as 500M or 10G")
    private String limit;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        Path place = Workspace.here().cacheFolder();
        CacheFolder cache = new CacheFolder(place);
        if (!cache.usable()) {
            throw new InvalidInputException("feature cache '" + place + "' cannot be used: it is no folder that can be written to; set "
                    + "SER_CACHE to one, or leave it out");
        }
        long before = clear || limit != null ? cache.bytes() : 0;
        if (clear) {
            cache.clear();
        } else if (limit != null) {
            cache.trim(ByteSize.parse("--cache-limit", limit));
        }
        List<CacheFolder.Usage> usage = cache.usage();
        long after = usage.stream().mapToLong(CacheFolder.Usage::bytes).sum();
        System.out.println("Feature cache: " + place);
        if (clear || limit != null) {
            System.out.println("Removed " + ByteSize.text(Math.max(0, before - after)) + ".");
        }
        if (!usage.isEmpty()) {
            System.out.printf("%10s %9s  %-16s  %s%n", "features", "size", "last used", "settings");
        }
        for (CacheFolder.Usage one : usage) {
            System.out.printf("%10d %9s  %-16s  %s%n", one.features(), ByteSize.text(one.bytes()), time(one.lastUsed()),
                    one.settings());
        }
        usage.stream().filter(one -> one.settings().equals(CacheFolder.DAMAGED)).findFirst().ifPresent(one -> System.err.println(
                "note: " + ByteSize.text(one.bytes()) + " of the cache are damaged; their features are computed again when needed; "
                + "./ser cache --clear removes them"));
        System.out.println("Together " + Counted.of(usage.stream().mapToInt(CacheFolder.Usage::features).sum(), "feature") + ", "
                + ByteSize.text(after) + ".");
        if (json.asked()) {
            System.out.println(Json.line(json(place, usage, after)));
        }
        return 0;
    }

    private static Map<String, Object> json(Path place, List<CacheFolder.Usage> usage, long bytes) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("folder", place.toString());
        all.put("bytes", bytes);
        all.put("settings", usage.stream().map(one -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("settings", one.settings());
            row.put("features", one.features());
            row.put("bytes", one.bytes());
            row.put("last_used", one.lastUsed().toString());
            return row;
        }).toList());
        return all;
    }

    private static String time(Instant instant) {
        return TIME.format(instant.atZone(ZoneId.systemDefault()));
    }
}
