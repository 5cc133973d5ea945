package serlab.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A figure of speed that a benchmark has measured.
 *
 * @param benchmark name of the benchmark, {@code features}
 * @param of        what was measured, and beside what
 * @param value     how fast
 * @param unit      {@code times}, the yardstick's rate being 1, of which more is better; {@code ms}, of which less is; or what a
 *                  figure is counted in that is neither
 */
public record SpeedFigure(String benchmark, String of, double value, String unit) {
    /** Unit of ratios. */
    public static final String TIMES = "times";
    /** Name of the benchmark of one training that has all cores. */
    public static final String ON_ALL_CORES = "training-on-all-cores";
    private static final String OURS = "serlab";
    private static final String BY = "by";

    /** What stands under a key, or under what versions before called it: {@code clipsPerSecond}. */
    private static JsonNode value(JsonNode object, String key) {
        return object.path(object.has(key) ? key : Pattern.compile("_(.)").matcher(key).replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT)));
    }

    /**
     * The figures in the JSON object that a benchmark ends with.
     *
     * @return none of an object that is not that of the benchmark
     */
    public static List<SpeedFigure> of(String benchmark, JsonNode json) {
        JsonNode own = json.path(benchmark.equals(ON_ALL_CORES) ? "training" : benchmark);
        return switch (benchmark) {
            case "features" -> Stream.concat(features(own).stream(), changes(json.path("changes")).stream()).toList();
            case "encoder" -> encoder(json.path("model").asText(), own);
            case "training", "inference" -> Stream.concat(networks(benchmark, own, "threads").stream(), arithmetic(benchmark, own).stream()).toList();
            case ON_ALL_CORES -> networks(benchmark, own, "threads");
            case "sweep" -> networks(benchmark, own, "at once");
            case "serving" -> List.of(new SpeedFigure(benchmark, "answer to an upload, median", own.path("median_ms").asDouble(), "ms"),
                    new SpeedFigure(benchmark, "answer to an upload, 99th percentile", own.path("p99_ms").asDouble(), "ms"));
            case "trials" -> List.of(new SpeedFigure(benchmark, String.format(Locale.ROOT, "sweep of %d trials, %d workers / one",
                    own.path("trials").asInt(), own.path("workers").asInt()), own.path("ratio").asDouble(), TIMES),
                    new SpeedFigure(benchmark, "start of a sweep to its first trial", 1000 * own.path("first_trial_s").asDouble(), "ms"));
            case "live" -> List.of(new SpeedFigure(benchmark, "end of a word to the answer in a terminal, 95 %",
                    own.at("/terminal/p95_ms").asDouble(), "ms"), new SpeedFigure(benchmark,
                    "end of a word to the answer of the web server, 95 %", own.at("/page/p95_ms").asDouble(), "ms"));
            case "start" -> List.of(new SpeedFigure(benchmark, "./ser predict of one clip, median", own.path("median_ms").asDouble(), "ms"));
            case "tracking" -> List.of(new SpeedFigure(benchmark, own.path("experiment").asText() + " untracked / tracked",
                    1 / own.path("wall_ratio").asDouble(), TIMES));
            case "egemaps" -> List.of(new SpeedFigure(benchmark, "openSMILE at " + value(json, "sample_rate").asInt() + " Hz",
                    value(json, "times_its_rate").asDouble(), TIMES));
            default -> throw new IllegalArgumentException("benchmark '" + benchmark + "' has no figures of speed");
        };
    }

    private static List<SpeedFigure> features(JsonNode rows) {
        List<SpeedFigure> figures = new ArrayList<>();
        for (JsonNode one : rows) {
            int rate = value(one, "source_rate").asInt();
            if (!one.path(BY).asText().equals(OURS) || one.path("threads").asInt() != 1) {
                continue;
            }
            double own = value(one, "clips_per_second").asDouble();
            for (JsonNode other : rows) {
                double perSecond = value(other, "clips_per_second").asDouble();
                if (value(other, "source_rate").asInt() == rate && !other.path(BY).asText().equals(OURS)) {
                    figures.add(new SpeedFigure("features", other.path(BY).asText() + ", WAV of " + rate + " Hz", own / perSecond, TIMES));
                } else if (value(other, "source_rate").asInt() == rate && other.path("threads").asInt() > 1) {
                    figures.add(new SpeedFigure("features", other.path("threads").asInt() + " threads / one, WAV of " + rate + " Hz",
                            perSecond / own, TIMES));
                }
            }
        }
        return figures;
    }

    private static List<SpeedFigure> changes(JsonNode rows) {
        List<SpeedFigure> figures = new ArrayList<>();
        for (JsonNode row : rows) {
            figures.add(new SpeedFigure("features", row.path("other").asText() + ", " + row.path("change").asText(),
                    value(row, "clips_per_second").asDouble() / value(row, "other_clips_per_second").asDouble(), TIMES));
        }
        return figures;
    }

    private static List<SpeedFigure> encoder(String model, JsonNode rows) {
        List<SpeedFigure> figures = new ArrayList<>();
        double own = Double.NaN;
        for (JsonNode row : rows) {
            String by = row.path(BY).asText();
            if (!by.startsWith(OURS)) {
                figures.add(new SpeedFigure("encoder", String.format(Locale.ROOT, "%s, %s, %.0f s of sound", by, model,
                        row.path("seconds").asDouble()), row.path("milliseconds").asDouble() / own, TIMES));
            } else if (by.equals(OURS + " float32")) {
                own = row.path("milliseconds").asDouble();
            }
        }
        return figures;
    }

    private static List<SpeedFigure> networks(String benchmark, JsonNode rows, String ofThreads) {
        List<SpeedFigure> figures = new ArrayList<>();
        for (JsonNode row : rows) {
            int threads = row.path("threads").asInt();
            figures.add(new SpeedFigure(benchmark, "PyTorch, " + row.path("network").asText()
                    + (threads > 1 ? ", " + threads + " " + ofThreads : ""), row.path("ratio").asDouble(), TIMES));
        }
        return figures;
    }

    private static List<SpeedFigure> arithmetic(String benchmark, JsonNode rows) {
        List<SpeedFigure> figures = new ArrayList<>();
        for (JsonNode row : rows) {
            if (row.has("share")) {
                String network = row.path("network").asText();
                figures.add(new SpeedFigure(benchmark, "arithmetic of a clip, " + network, row.path("megaflop").asDouble(), "MFLOP"));
                figures.add(new SpeedFigure(benchmark, "of the rate of matrix products, " + network, 100 * row.path("share").asDouble(),
                        "%"));
            }
        }
        if (rows.path(0).has("matrix_gigaflops")) {
            figures.add(new SpeedFigure(benchmark, "matrix products, one core", rows.path(0).path("matrix_gigaflops").asDouble(),
                    "GFLOP/s"));
        }
        return figures;
    }
}
