package serlab.feature;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import serlab.Settings;
import serlab.part.Declaration;

/**
 * A feature made of the outputs of layers of a pretrained encoder, one layer after another: {@code [layers * width][positions]}, or
 * their mean and standard deviation over time as one column, all means before all deviations.
 */
interface LayeredFeature extends FeatureSpec {
    /** What the value names call each layer. */
    List<String> layerNames();

    /** Numbers per position of a layer. */
    int bandsOfLayer();

    /** What becomes of the positions of a clip. */
    EncoderPool pool();

    /** How positions are padded and trimmed. */
    FixedLength length();

    @Override
    default int bands() {
        return layerNames().size() * bandsOfLayer() * pool().statistics();
    }

    /** Means and deviations of a layer do not stand together. */
    @Override
    default int encoderLayers() {
        return pool().statistics() == 1 ? layerNames().size() : 1;
    }

    @Override
    default int frames() {
        return pool() == EncoderPool.FRAMES ? length().frames() : 1;
    }

    @Override
    default boolean isSequence() {
        return pool() == EncoderPool.FRAMES && length().align().keepsTime();
    }

    /** {@code layer_1_0_mean}: the layer, its band, the statistic; {@code layer_1_0_t3} of positions that keep no time. */
    @Override
    default List<String> valueNames() {
        List<String> names = new ArrayList<>();
        for (String statistic : pool().suffixes()) {
            for (String layer : layerNames()) {
                for (int band = 0; band < bandsOfLayer(); band++) {
                    names.add(layer + "_" + band + statistic);
                }
            }
        }
        return isSequence() || frames() == 1 ? names : FeatureTypes.perFrame(names, frames(), frame -> "_t" + frame);
    }

    /** Outputs of one layer have a unit in common, and so have their deviations. */
    @Override
    default int[] units() {
        return IntStream.range(0, bands()).map(band -> band / bandsOfLayer()).toArray();
    }

    /** How positions are padded and trimmed is of no meaning where they are pooled. */
    @Override
    default Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>(FeatureSpec.super.settings());
        if (pool() != EncoderPool.FRAMES) {
            settings.keySet().removeAll(Declaration.of(FixedLength.class).settings(length()).keySet());
        }
        return Collections.unmodifiableMap(settings);
    }

    /** The end of an id: what is pooled, and how, and the version. */
    default String pooledId() {
        String id = "-pool" + Settings.word(pool());
        return (pool() == EncoderPool.FRAMES ? id + "-frames" + length().frames() + "-align" + Settings.word(length().align())
                + "-padding" + Settings.word(length().padding()) : id) + "-v" + FeatureTypes.VERSION;
    }

    @Override
    default float[][] fit(float[][] full, int columns) {
        return pool() == EncoderPool.FRAMES ? length().fit(full, columns) : Align.START.fit(full, columns, 0);
    }
}
