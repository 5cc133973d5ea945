package serlab.feature.encoder;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The weights of one layer of an encoder, copied from it: where a training begins.
 *
 * @param values by name: {@code attentionGamma}, {@code attentionBeta}, {@code jointBias}, {@code attendedBias}, {@code denseGamma},
 *               {@code denseBeta}, {@code wideBias}, {@code narrowBias}, and the matrices {@code joint} (queries, keys and values,
 *               {@code [3 width][width]}), {@code attended} {@code [width][width]}, {@code wide} {@code [inner][width]} and
 *               {@code narrow} {@code [width][inner]}, row by row; of the last layer {@code lastGamma} and {@code lastBeta} too,
 *               the normalization behind it
 */
public record PretrainedLayer(Map<String, float[]> values) {
    /** The weights of a layer, 1 for the first. */
    static PretrainedLayer of(EncoderWeights weights, int number) {
        EncoderWeights.Layer layer = weights.layers().get(number - 1);
        Map<String, float[]> values = new LinkedHashMap<>();
        values.put("attentionGamma", layer.beforeAttention().gamma());
        values.put("attentionBeta", layer.beforeAttention().beta());
        values.put("jointBias", layer.joint().bias());
        values.put("attendedBias", layer.attended().bias());
        values.put("denseGamma", layer.beforeDense().gamma());
        values.put("denseBeta", layer.beforeDense().beta());
        values.put("wideBias", layer.wide().bias());
        values.put("narrowBias", layer.narrow().bias());
        values.put("joint", layer.joint().matrix());
        values.put("attended", layer.attended().matrix());
        values.put("wide", layer.wide().matrix());
        values.put("narrow", layer.narrow().matrix());
        if (number == weights.shape().depth()) {
            values.put("lastGamma", weights.last().gamma());
            values.put("lastBeta", weights.last().beta());
        }
        values.replaceAll((name, array) -> array.clone());
        return new PretrainedLayer(values);
    }
}
