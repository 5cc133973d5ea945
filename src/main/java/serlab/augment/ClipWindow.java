package serlab.augment;

/**
 * Scaled features of a clip at the length of the network's input.
 *
 * @param values {@code float[bands][frames]}; shared
 * @param from   first frame that is not padding
 * @param to     first frame of the padding behind
 */
public record ClipWindow(float[][] values, int from, int to) {
}
