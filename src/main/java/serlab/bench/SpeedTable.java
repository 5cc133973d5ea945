package serlab.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that was measured in one run, beside the same of another version.
 *
 * @param machine  processor, cores, memory, Java
 * @param version  of this library, with its commit
 * @param before   version that was measured beside it, if one was
 * @param figures  what was measured
 * @param earlier  what was measured of the other version
 * @param missing  benchmarks that came to nothing, with their reason
 */
public record SpeedTable(String machine, String version, Optional<String> before, List<SpeedFigure> figures,
                         List<SpeedFigure> earlier, Map<String, String> missing) {
    public SpeedTable {
        figures = List.copyOf(figures);
        earlier = List.copyOf(earlier);
        missing = new LinkedHashMap<>(missing);
    }

    private Optional<SpeedFigure> earlier(SpeedFigure figure) {
        return earlier.stream().filter(one -> one.benchmark().equals(figure.benchmark()) && one.of().equals(figure.of())).findFirst();
    }

    /** As a Markdown page. */
    public String markdown() {
        StringBuilder page = new StringBuilder("# Speed\n\nMeasured by `./ser bench all` on " + machine + ", version " + version
                + before.map(other -> ", in turns with " + other).orElse("") + ". *Times* is the rate of this library where that of "
                + "the other is 1. The arithmetic of a clip is that of a network's convolutions and dense layers, done plainly; its rate beside "
                + "that of products of matrices on the same core says how much of the core is used, and may be above 100 % where "
                + "some of it is saved.\n\n| benchmark | beside | this version |" + (before.isPresent() ? " before |" : "") + "\n|---|---|---|"
                + (before.isPresent() ? "---|" : "") + "\n");
        for (SpeedFigure figure : figures) {
            page.append("| ").append(figure.benchmark()).append(" | ").append(figure.of()).append(" | ").append(words(figure)).append(" |");
            if (before.isPresent()) {
                page.append(' ').append(earlier(figure).map(SpeedTable::words).orElse("–")).append(" |");
            }
            page.append('\n');
        }
        missing.forEach((benchmark, reason) -> page.append("\nNot measured: ").append(benchmark).append(": ").append(reason).append('\n'));
        return page.toString();
    }

    private static String words(SpeedFigure figure) {
        return figure.unit().equals(SpeedFigure.TIMES) ? String.format(Locale.ROOT, "%.2f times", figure.value())
                : String.format(Locale.ROOT, "%.1f %s", figure.value(), figure.unit());
    }

    /** As the JSON object of {@code --json}. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("machine", machine);
        json.put("version", version);
        json.put("before", before.orElse(null));
        json.put("figures", figures.stream().map(figure -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("benchmark", figure.benchmark());
            row.put("of", figure.of());
            row.put("value", figure.value());
            row.put("unit", figure.unit());
            row.put("before", earlier(figure).map(SpeedFigure::value).orElse(null));
            return row;
        }).toList());
        json.put("missing", missing);
        return json;
    }
}
