package serlab.experiment.cross;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import serlab.Mappers;
import serlab.Percent;
import serlab.Settings;
import serlab.evaluation.Csv;
import serlab.evaluation.MarkdownTable;
import serlab.experiment.Annex;
import serlab.experiment.OutputFolder;
import serlab.plot.HeatMapPlot;
import serlab.plot.PlotlyPage;
import serlab.tracking.LoggedTable;
import serlab.tracking.Run;

/**
 * A matrix as files and tracked runs: {@code cross.csv}, {@code cross.json}, {@code cross.png}, {@code cross.html}; the first
 * three also below the run of the comparison, with a run below it for every cell.
 *
 * @param name what the experiment is called
 */
public record CrossReport(String name, CrossMatrix matrix) {
    private static final String CSV = "cross.csv";
    private static final String JSON = "cross.json";
    private static final String PICTURE = "cross.png";
    private static final String PAGE = "cross.html";
    private static final List<String> COLUMNS = List.of("model", "normalise", "transductive", "train", "test", "within", "split",
            "folds", "seeds", "train_clips", "left_out", "test_clips", "test_speakers", "emotions", "uar", "uar_low", "uar_high",
            "accuracy", "macro_f1", "leaks");
    private static final String ABSENT = "–";

    /** One row per cell; an end of an interval is empty where there is none. */
    public String csv() {
        StringBuilder csv = new StringBuilder(Csv.line(COLUMNS));
        rows().forEach(row -> csv.append(Csv.line(COLUMNS.stream().map(row::get).map(value -> value instanceof Double number
                ? Csv.fixed(number, 6) : value == null ? "" : value).toList())));
        return csv.toString();
    }

    private List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (CrossMatrix.Grid grid : matrix.grids()) {
            for (CrossCell cell : grid.cells()) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("model", grid.spec().name());
                row.put("normalise", Settings.word(grid.spec().inference().normalize()));
                row.put("transductive", grid.transductive());
                row.put("train", cell.train());
                row.put("test", cell.test());
                row.put("within", cell.within());
                row.put("split", grid.spec().protocol().name());
                row.put("folds", cell.scores().folds().size());
                row.put("seeds", cell.scores().seeds().size());
                row.put("train_clips", cell.trainClips());
                row.put("left_out", cell.leftOut());
                row.put("test_clips", cell.testClips());
                row.put("test_speakers", cell.speakers());
                row.put("emotions", cell.scores().labels().size());
                row.put("uar", cell.uar());
                row.put("uar_low", cell.interval().map(ends -> Math.max(0, ends.lower())).orElse(null));
                row.put("uar_high", cell.interval().map(ends -> Math.min(1, ends.upper())).orElse(null));
                row.put("accuracy", cell.accuracy());
                row.put("macro_f1", cell.macroF1());
                row.put("leaks", String.join(", ", grid.spec().leaks().words()));
                rows.add(row);
            }
        }
        return rows;
    }

    /** Everything, for machines. */
    public Map<String, Object> json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", name);
        all.put("corpora", matrix.corpora());
        all.put("cells", rows());
        all.put("facts", matrix.facts());
        return all;
    }

    /** The rows of a grid as text, the header first: a row per training corpus, a column per tested one. */
    public List<List<String>> table(CrossMatrix.Grid grid) {
        List<List<String>> rows = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("trained on \\ tested on"));
        header.addAll(matrix.corpora());
        rows.add(header);
        for (String train : matrix.corpora()) {
            List<String> row = new ArrayList<>(List.of(train));
            matrix.corpora().forEach(test -> row.add(grid.cell(train, test).map(CrossCell::words).orElse(ABSENT)));
            rows.add(row);
        }
        return rows;
    }

    /** The heat map: a panel per variant. */
    public byte[] picture() {
        int size = matrix.corpora().size();
        List<HeatMapPlot.Panel> panels = matrix.grids().stream().map(grid -> {
            double[][] values = new double[size][size];
            String[][] notes = new String[size][size];
            IntStream.range(0, size * size).forEach(i -> {
                Optional<CrossCell> cell = grid.cell(matrix.corpora().get(i / size), matrix.corpora().get(i % size));
                values[i / size][i % size] = cell.map(CrossCell::uar).orElse(Double.NaN);
                notes[i / size][i % size] = cell.map(CrossCell::intervalWords).orElse(ABSENT);
            });
            return new HeatMapPlot.Panel(grid.title(), values, notes);
        }).toList();
        return HeatMapPlot.png(panels, matrix.corpora(), name + ": UAR in %, trained on one corpus, tested on another",
                matrix.facts());
    }

    private String page(byte[] picture) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("corpora", String.valueOf(matrix.corpora().size()));
        matrix.grids().stream().filter(grid -> !grid.transductive()).findFirst().ifPresent(grid -> {
            facts.put("cells", String.valueOf(grid.cells().size()));
            grid.cells().stream().filter(cell -> !cell.within()).max((a, b) -> Double.compare(a.uar(), b.uar())).ifPresent(best ->
                    facts.put("highest UAR across corpora, " + best.train() + " to " + best.test() + " " + best.intervalWords(),
                            Percent.of(best.uar())));
        });
        PlotlyPage page = new PlotlyPage(name, String.join(" · ", matrix.facts()), facts);
        page.section("Matrix", "Rows: the corpus that was trained and validated on. Columns: the corpus that was tested. On the "
                + "diagonal unseen speakers of the same corpus.").picture(picture, "Heat map of UAR by training and test corpus");
        for (CrossMatrix.Grid grid : matrix.grids()) {
            List<List<String>> rows = table(grid);
            page.section(grid.title(), "UAR in percent with its 95 % interval.").table(rows.get(0), rows.subList(1, rows.size()));
        }
        return page.html();
    }

    /** The matrices in Markdown. */
    public String markdown() {
        StringBuilder text = new StringBuilder();
        for (CrossMatrix.Grid grid : matrix.grids()) {
            List<List<String>> rows = table(grid);
            MarkdownTable table = new MarkdownTable(rows.get(0).toArray(String[]::new));
            rows.subList(1, rows.size()).forEach(row -> table.add(row.toArray(String[]::new)));
            text.append("**").append(grid.title()).append("**\n\n").append(table);
        }
        return text.append(String.join("\n\n", matrix.facts())).append('\n').toString();
    }

    /** Writes the files into a folder. */
    public List<Path> write(Path folder) {
        OutputFolder out = new OutputFolder(folder);
        byte[] picture = picture();
        return List.of(out.write(CSV, bytes(csv())), out.write(JSON, bytes(jsonText())), out.write(PICTURE, picture),
                out.write(PAGE, bytes(page(picture))));
    }

    /** Logs the matrix with the run of the comparison, and every cell as a run below it. */
    public void track(Annex.Runs runs) {
        Run top = runs.top();
        byte[] picture = picture();
        top.tags(Map.of("cross", String.join(", ", matrix.corpora())));
        top.artifact(CSV, bytes(csv()));
        top.artifact(JSON, bytes(jsonText()));
        top.artifact(PAGE, bytes(page(picture)));
        top.artifact("plots/" + PICTURE, picture);
        List<Map<String, Object>> rows = rows();
        top.table("tables/cross.json", new LoggedTable(COLUMNS, rows.stream().map(row -> COLUMNS.stream().map(row::get)
                .map(value -> Objects.requireNonNullElse(value, "")).toList()).toList()));
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (CrossMatrix.Grid grid : matrix.grids()) {
            for (CrossCell cell : grid.cells()) {
                metrics.put("cross/" + plain(grid.spec().name()) + "/" + plain(cell.train()) + "_to_" + plain(cell.test()), cell.uar());
                track(grid, cell, runs);
            }
            grid.mean(false).ifPresent(mean -> metrics.put("cross/" + plain(grid.spec().name()) + "/mean_across", mean));
            grid.mean(true).ifPresent(mean -> metrics.put("cross/" + plain(grid.spec().name()) + "/mean_within", mean));
        }
        top.metrics(metrics, 0);
        runs.note(top, markdown());
    }

    private void track(CrossMatrix.Grid grid, CrossCell cell, Annex.Runs runs) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("kind", "cell");
        tags.put("variant", grid.spec().name());
        tags.put("transductive", String.valueOf(grid.transductive()));
        tags.put("train_corpus", cell.train());
        tags.put("test_corpus", cell.test());
        tags.put("split", grid.spec().protocol().name());
        tags.put("folds", String.valueOf(cell.scores().folds().size()));
        tags.put("seeds", String.join(", ", cell.scores().seeds()));
        tags.put("test_clips", String.valueOf(cell.testClips()));
        tags.put("train_clips", String.valueOf(cell.trainClips()));
        Run run = runs.below(cell.train() + " → " + cell.test() + ", " + grid.spec().name(), tags, grid.spec());
        run.metrics(cell.metrics(), 0);
        runs.tables(run, cell.scores().pooled());
        runs.note(run, "**UAR " + cell.words() + " %**, trained on " + cell.train() + ", tested on " + cell.test() + "\n\n"
                + String.join("\n\n", matrix.facts()) + "\n");
    }

    /** A name in the name of a metric. */
    private static String plain(String text) {
        return text.replaceAll("[^\\p{Alnum}.-]+", "_");
    }

    private String jsonText() {
        try {
            return Mappers.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json()) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the matrix cannot be written as JSON", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
