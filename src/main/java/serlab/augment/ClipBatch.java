package serlab.augment;

/**
 * Training batch: clips in random order, one row for each. The arrays may be longer than the rows that are used.
 *
 * @param rows     number of clips
 * @param features scaled features, row after row, each band by band
 * @param width    values of a row of features
 * @param targets  class probabilities wanted, row after row
 * @param classes  values of a row of targets
 */
public record ClipBatch(int rows, float[] features, int width, float[] targets, int classes) {
}
