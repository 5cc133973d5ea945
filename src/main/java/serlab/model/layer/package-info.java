/**
 * Deeplearning4j layers that train small convolutional networks on a CPU two to three times as fast as the stock ones.
 *
 * <p>Stock Deeplearning4j repeats every convolution's forward pass inside the backward pass, computes the first
 * layer's gradient by its input although nobody needs it, and runs batch normalization, ReLU and max pooling as
 * separate passes with copies between them. {@link serlab.model.layer.LeanConvolution} leaves out the first two,
 * {@link serlab.model.layer.FusedBatchNorm} makes one pass of the last three. Their parameters have the names, shapes
 * and order of the stock layers they stand for, so weights can be moved between both; a test does so and compares the
 * gradients with finite differences and with the stock layers. Sequences of many channels are convolved by matrix products,
 * with five taps by {@link serlab.model.layer.WinogradFilter}. Both layers take float arrays in NCHW order.
 *
 * <p>{@link serlab.model.layer.EncoderBlock} is a layer of a pretrained speech encoder that goes on learning, by the native
 * matrix products that {@link serlab.feature.encoder} computes its outputs with; {@link serlab.model.layer.Positions} brings it
 * the frames of a feature, {@link serlab.model.layer.PositionStatistics} sums up what it gives. Deeplearning4j has no such layers;
 * a test compares them with plain loops in double precision and central differences of these.
 *
 * <p>A layer object belongs to one network and is used by one thread at a time, as Deeplearning4j's own; different
 * networks may train side by side. Where there are fewer of them than {@link serlab.model.layer.Cores}, the others work for
 * the convolutions and normalizations of those that train: channels, or clips in parts of one size, so that every sum has the
 * same order whoever adds it up.
 */
package serlab.model.layer;
