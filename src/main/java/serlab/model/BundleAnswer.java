package serlab.model;

/**
 * What a model hears in a recording.
 *
 * @param probabilities of every class, in the order of its labels; shared, nobody writes to it
 * @param strangeness   how far the recording lies from the mean of the training clips, in terms of the training clip that
 *                      lies furthest: up to about 1 for what is like them; 0 where the model does not know
 */
public record BundleAnswer(float[] probabilities, double strangeness) {
}
