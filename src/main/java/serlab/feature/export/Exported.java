package serlab.feature.export;

/**
 * A recording whose feature has been written.
 *
 * @param clip    its id
 * @param sha256  hash of its encoded audio
 * @param seconds its duration
 * @param bands   rows of the feature
 * @param frames  columns of the feature
 */
record Exported(String clip, String sha256, double seconds, int bands, int frames) {
}
