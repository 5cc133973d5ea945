/**
 * Network architectures, one class each behind {@link serlab.model.ModelSpec}, and the bundle that a trained one is
 * kept in. In go feature shapes, out come Deeplearning4j graphs that take {@code [n, 1, bands, frames]} and give class
 * probabilities {@code [n, classes]}; for prediction alone there is {@link serlab.model.folded}. Knows nothing of
 * corpora, training loops or tracking.
 */
package serlab.model;
