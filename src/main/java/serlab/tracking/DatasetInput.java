package serlab.tracking;

/**
 * A data set as MLflow shows it.
 *
 * @param name    name of the corpus
 * @param digest  first characters of the corpus fingerprint (at most 36)
 * @param source  where it came from, without machine paths
 * @param schema  a JSON object: columns or feature shape
 * @param profile a JSON object: number of clips per set and label
 * @param context {@code training}, {@code validation} or {@code test}
 */
public record DatasetInput(String name, String digest, String source, String schema, String profile, String context) {
}
