package serlab.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import serlab.VisibleText;
import serlab.audit.AuditReport;
import serlab.audit.Finding;
import serlab.audit.ProtocolSummary;
import serlab.cli.terminal.TextTable;

/** An audit as text for a terminal and as JSON. */
final class AuditText {
    private static final int WIDTH = 110;
    private static final String INDENT = "         ";
    private static final List<String> SHARED =
            List.of("same-audio-across-split", "speakers-across-split", "sentences-across-split", "class-not-tested");
    private static final List<String> HEADER =
            List.of("protocol", "folds", "same audio", "speakers", "sentences", "classes not tested");

    private AuditText() {
    }

    static String of(AuditReport report) {
        StringBuilder text = new StringBuilder(report.subject()).append('\n').append('\n');
        if (report.findings().isEmpty()) {
            text.append("Nothing found.\n");
        }
        for (Finding finding : report.findings()) {
            text.append(String.format(Locale.ROOT, "%-7s  %-26s %5d%n", finding.severity().name().toLowerCase(Locale.ROOT),
                    finding.code(), finding.count()));
            wrapped(finding.message()).forEach(line -> text.append(INDENT).append(line).append('\n'));
            finding.examples().forEach(example -> text.append(INDENT).append("· ").append(VisibleText.line(example)).append('\n'));
        }
        if (!report.protocols().isEmpty()) {
            text.append("\nOn both sides of each split protocol, over all folds, of ").append(report.divided()).append(":\n")
                    .append(table(report.protocols()));
        }
        return text.toString();
    }

    static Map<String, Object> json(AuditReport report) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("findings", findings(report.findings()));
        if (!report.protocols().isEmpty()) {
            all.put("protocols", report.protocols().stream().map(AuditText::json).toList());
        }
        return all;
    }

    private static Map<String, Object> json(ProtocolSummary protocol) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("name", protocol.name());
        one.put("folds", protocol.folds());
        if (!protocol.misfit().isEmpty()) {
            one.put("misfit", protocol.misfit());
        }
        one.put("findings", findings(protocol.findings()));
        return one;
    }

    private static List<Map<String, Object>> findings(List<Finding> findings) {
        return findings.stream().map(finding -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("code", finding.code());
            one.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
            one.put("count", finding.count());
            one.put("message", finding.message());
            one.put("examples", finding.examples());
            return one;
        }).toList();
    }

    private static String table(List<ProtocolSummary> protocols) {
        List<List<String>> rows = new ArrayList<>(List.of(HEADER));
        protocols.stream().filter(protocol -> protocol.misfit().isEmpty()).forEach(protocol -> {
            List<String> row = new ArrayList<>(List.of(protocol.name(), Integer.toString(protocol.folds())));
            SHARED.forEach(code -> row.add(protocol.count(code) == 0 ? "-" : Integer.toString(protocol.count(code))));
            rows.add(row);
        });
        StringBuilder text = new StringBuilder();
        if (rows.size() > 1) {
            text.append(new TextTable(rows).plain());
        }
        protocols.stream().filter(protocol -> !protocol.misfit().isEmpty()).forEach(protocol ->
                text.append(protocol.name()).append(" does not fit: ").append(protocol.misfit()).append('\n'));
        return text.toString();
    }

    private static List<String> wrapped(String message) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : message.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH - INDENT.length()) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
