package serlab.audit;

/** How bad a finding is. */
public enum Severity {
    /** Numbers measured so are not worth what they seem. */
    ERROR,
    /** Something to know before reading the numbers. */
    WARNING
}
