/**
 * Extractors: recordings become fixed-size feature matrices.
 *
 * <p>Enters: encoded clips ({@link serlab.corpus.Clip}) or decoded ones ({@link serlab.audio.Waveform}).
 * Leaves: {@code float[bands][frames]}, the numbers of a {@link serlab.feature.FeatureSpec}, optionally standardized by
 * a {@link serlab.feature.Scaler} and kept between runs by a {@link serlab.feature.cache.FeatureCache}. Never belongs here:
 * networks, splits, anything that looks at a label.
 *
 * <p>The numbers follow librosa 0.11 ({@code feature.melspectrogram}, {@code power_to_db}, {@code feature.mfcc}) on
 * audio loaded as {@code librosa.load} does; the tests hold them to it. A new extractor is one record and one
 * line in {@code FeatureTypes}.
 */
package serlab.feature;
