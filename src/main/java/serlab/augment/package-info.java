/**
 * Augmentation of training examples. In goes a feature matrix of a training clip and a source of chance, out comes a
 * changed copy. Never applied to validation or test clips; knows nothing of networks.
 */
package serlab.augment;
