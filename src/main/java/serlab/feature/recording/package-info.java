/**
 * Ways in which recordings were made, and whether that alone gives their classes away.
 *
 * <p>Enters: encoded recordings with their classes. Leaves: {@link serlab.feature.recording.RecordingTraits} and
 * {@link serlab.feature.recording.RevealingTrait}s. Never belongs here: what is said in a recording, and how.
 */
package serlab.feature.recording;
