package serlab.model.layer;

import serlab.feature.encoder.EncoderModel;

/**
 * Where a layer that trains comes from.
 *
 * @param encoder the encoder, by name and hash
 * @param number  which of its layers, 1 for the first
 * @param inner   numbers inside its dense block
 * @param heads   attention heads, a divisor of the width
 * @param last    whether it is the last, behind which the encoder normalizes once more
 */
public record BlockOrigin(EncoderModel encoder, int number, int inner, int heads, boolean last) {
}
