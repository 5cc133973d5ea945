/**
 * Networks made for prediction alone: batch normalization is folded into the convolution before it, every buffer is made
 * once, and one clip is computed at a time. So a clip's probabilities never depend on its company, and neither
 * Deeplearning4j nor ND4J has to start. A test holds each architecture to its Deeplearning4j graph within 1e-5.
 */
package serlab.model.folded;
