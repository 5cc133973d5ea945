package serlab.predict.turns;

/**
 * A part of a recording that one speaker says without a pause, short enough to have one emotion.
 *
 * @param startSeconds where it begins
 * @param endSeconds   where it ends
 * @param speaker      number of the speaker, from 0
 */
record Spoken(double startSeconds, double endSeconds, int speaker) {
}
