/**
 * Training of one network on feature matrices: batches, the loop, learning-rate schedule, early stopping and the choice
 * of the checkpoint on validation clips. In go matrices with class indices, out come the chosen weights and what every
 * epoch measured. Never sees test clips; knows nothing of corpora or tracking.
 */
package serlab.training;
