package serlab.experiment;

/**
 * A test clip and what a network took it for.
 *
 * @param clip      its id
 * @param speaker   who speaks, or empty
 * @param truth     index of its class
 * @param predicted index of the class it was taken for
 */
public record TestedClip(String clip, String speaker, int truth, int predicted) {
}
