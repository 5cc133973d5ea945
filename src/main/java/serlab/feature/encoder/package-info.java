/**
 * Pretrained speech encoders: their files, their weights and their arithmetic. In come log-mel spectrograms, out go the
 * outputs of their layers, and copies of their weights for those who train them further. It is the one package of this floor
 * that calls the native matrix products.
 */
package serlab.feature.encoder;
