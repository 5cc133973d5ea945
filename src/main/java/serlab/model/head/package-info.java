/**
 * Heads: what is learned over one row of numbers per clip without epochs, and how it is learned. Enter standardized rows,
 * leave scores per class and the numbers that files keep. Knows nothing of corpora, networks or bundles.
 */
package serlab.model.head;
