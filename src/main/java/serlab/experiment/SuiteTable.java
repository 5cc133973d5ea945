package serlab.experiment;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serlab.Percent;
import serlab.evaluation.MarkdownTable;
import serlab.plot.SuitePlot;

/** A suite's finished rows as CSV, Markdown and a picture. */
public final class SuiteTable {
    private final Suite suite;
    private final List<SuiteRow> rows;
    private final Map<List<String>, String> failed;

    /**
     * @param failed why a cell has no row, by system and protocol
     */
    public SuiteTable(Suite suite, List<SuiteRow> rows, Map<List<String>, String> failed) {
        this.suite = suite;
        this.rows = List.copyOf(rows);
        this.failed = new LinkedHashMap<>(failed);
    }

    /** Writes {@code results.csv}, {@code results.md} and {@code results.png}, each whole or not at all. */
    public List<Path> write(Path folder) {
        OutputFolder out = new OutputFolder(folder);
        return List.of(out.write("results.csv", SuiteRow.csv(rows).getBytes(StandardCharsets.UTF_8)),
                out.write("results.md", markdown().getBytes(StandardCharsets.UTF_8)), out.write("results.png", picture()));
    }

    /** The finished rows. */
    public List<SuiteRow> rows() {
        return rows;
    }

    /** One line per system: what its authors print, then accuracy, macro F1 and UAR under each protocol. */
    public String markdown() {
        List<String> header = new ArrayList<>(List.of("system", "published"));
        suite.protocols().forEach(protocol -> header.add(protocol.name()));
        MarkdownTable table = new MarkdownTable(header.toArray(String[]::new));
        for (Suite.SystemFile system : suite.systems()) {
            List<String> line = new ArrayList<>(List.of(system.name(), published(system)));
            for (Suite.Protocol protocol : suite.protocols()) {
                line.add(rows.stream().filter(row -> row.system().equals(system.name())
                        && row.protocol().equals(protocol.name())).findFirst().map(SuiteTable::cell).orElse(
                                failed.containsKey(List.of(system.name(), protocol.name())) ? "failed" : "–"));
            }
            table.add(line.toArray(String[]::new));
        }
        StringBuilder text = new StringBuilder(table.toString()).append("accuracy / macro F1 / UAR in %, means over folds and seeds, "
                + "[95 % interval of UAR: over folds, each the mean of its seeds; of one fold, over seeds]; "
                + "⚠ with a leak switched on" + duplicates() + speakers() + "\n");
        missing().forEach(line -> text.append("\nMissing: ").append(line).append('\n'));
        return text.toString();
    }

    /** What is missing from the rows, and rows that are missing themselves, a line each; none where nothing failed. */
    public List<String> missing() {
        List<String> lines = new ArrayList<>();
        rows.stream().filter(row -> row.failed() > 0).forEach(row -> lines.add(row.system() + ", " + row.protocol() + ": "
                + row.failed() + (row.failed() == 1 ? " training failed" : " trainings failed")
                + "; the means are over what is left"));
        failed.forEach((cell, reason) -> lines.add(String.join(", ", cell) + ": " + reason));
        return lines;
    }

    private String duplicates() {
        List<String> rows = this.rows.stream().filter(row -> row.duplicates() > 0)
                .map(row -> row.duplicates() + " in " + row.system() + ", " + row.protocol()).toList();
        return rows.isEmpty() ? "" : ", or with test clips that have a duplicate in training or validation ("
                + String.join("; ", rows) + ")";
    }

    private String speakers() {
        List<String> marked = rows.stream().filter(row -> row.speakersAcross() > 0)
                .map(row -> row.speakersAcross() + " in " + row.system() + ", " + row.protocol()).toList();
        return marked.isEmpty() ? "" : ", or with test speakers who are heard in training or validation (" + String.join("; ", marked) + ")";
    }

    private static String published(Suite.SystemFile system) {
        List<String> parts = new ArrayList<>();
        system.published().forEach((metric, value) -> parts.add(switch (metric) {
            case "macro_f1" -> "macro F1 " + Percent.number(value);
            case "uar" -> "UAR " + Percent.number(value);
            default -> metric + " " + Percent.number(value);
        }));
        return parts.isEmpty() ? "–" : String.join(", ", parts);
    }

    private static String cell(SuiteRow row) {
        String interval = row.seeds() * row.folds() == 1 ? ""
                : " [" + Percent.number(row.uarLow()) + ", " + Percent.number(row.uarHigh()) + "]";
        return (row.marked() ? "⚠ " : "") + Percent.number(row.accuracy()) + " / " + Percent.number(row.macroF1()) + " / "
                + Percent.number(row.uar()) + interval + " (" + row.folds() + (row.folds() == 1 ? " fold" : " folds") + ", "
                + row.seeds() + (row.seeds() == 1 ? " seed" : " seeds") + (row.failed() > 0 ? ", " + row.failed() + " failed)" : ")");
    }

    private byte[] picture() {
        List<SuitePlot.Group> groups = new ArrayList<>();
        for (Suite.SystemFile system : suite.systems()) {
            Map<String, SuitePlot.Bar> bars = new LinkedHashMap<>();
            for (SuiteRow row : rows) {
                if (row.system().equals(system.name())) {
                    bars.put(row.protocol(), new SuitePlot.Bar(row.accuracy(), row.marked()));
                }
            }
            groups.add(new SuitePlot.Group(system.name(), system.published().getOrDefault("accuracy", Double.NaN), bars));
        }
        String corpora = String.join("; ", rows.stream().map(row -> row.corpus().replaceFirst(", \\d+ clips$", ""))
                .distinct().toList());
        return SuitePlot.png(groups, suite.protocols().stream().map(Suite.Protocol::name).toList(), suite.name(),
                corpora.isEmpty() ? "nothing is finished yet" : corpora);
    }
}
