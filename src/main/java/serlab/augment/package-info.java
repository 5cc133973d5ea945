/**
 * Augmentation of training examples. Recordings are changed in a number of copies whose features are cached; scaled
 * feature matrices and batches are changed anew each time they are used. Never applied to validation or test clips; knows
 * nothing of networks. A new one is a class and a line in {@link serlab.augment.AugmentationTypes}, or a part of a library.
 */
package serlab.augment;
