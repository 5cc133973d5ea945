package serlab.audit;

import java.util.List;

/**
 * What an audit found.
 *
 * @param subject   what was audited, in one line
 * @param findings  errors first
 * @param divided   the corpus as the protocols divided it, in one line
 * @param protocols what each split protocol would do with it; empty if one split was audited
 */
public record AuditReport(String subject, List<Finding> findings, String divided, List<ProtocolSummary> protocols) {
    public AuditReport {
        findings = findings.stream().sorted((a, b) -> a.severity().compareTo(b.severity())).toList();
        protocols = List.copyOf(protocols);
    }

    /** Whether a finding is an error. */
    public boolean hasErrors() {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    }
}
