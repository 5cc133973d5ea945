/**
 * Search for what makes the numbers of a corpus, a split or an experiment better than they are.
 *
 * <p>Enters: the clips of a {@link serlab.corpus.Corpus}, the sets of its splits, the settings of an experiment. Leaves:
 * an {@link serlab.audit.AuditReport} of {@link serlab.audit.Finding}s, each with the recordings that show it. Never
 * belongs here: changing what was found; training.
 *
 * <p>Audio is the same where its decoded samples are the same, and nearly the same where fingerprints and then the
 * waveforms or spectrograms themselves agree: encoding, rate, gain, cut ends, noise, pitch, tempo and speed are seen
 * through. Of greater changes a corpus must tell itself, in a column {@code source}.
 */
package serlab.audit;
