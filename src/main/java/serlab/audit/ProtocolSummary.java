package serlab.audit;

import java.util.List;

/**
 * A split protocol on a corpus.
 *
 * @param name     of the protocol
 * @param folds    how many it makes; 0 if it does not fit
 * @param findings what its folds share; empty if it does not fit
 * @param misfit   why it does not fit; empty if it does
 */
public record ProtocolSummary(String name, int folds, List<Finding> findings, String misfit) {
    public ProtocolSummary {
        findings = List.copyOf(findings);
    }

    /** Count of the finding with a code; 0 if there is none. */
    public int count(String code) {
        return findings.stream().filter(finding -> finding.code().equals(code)).mapToInt(Finding::count).sum();
    }
}
