/**
 * Search for the clips of a corpus that are one recording.
 *
 * <p>Enters: the clips of a {@link serlab.corpus.Corpus}. Leaves: its {@link serlab.corpus.Duplicates}, and the pairs that
 * prove them. Never belongs here: what is done about them.
 *
 * <p>Equal bytes and equal samples are told by their hashes. Recordings that were encoded anew, resampled, cut, made louder
 * or noisier are found by fingerprints that share words and proved by their waveforms. Recordings changed in pitch, tempo or
 * speed are found by the course of their band levels, over a time axis that stretches with the recording, and proved by
 * laying their log-frequency spectrograms over each other: a change of pitch is a shift of frequency there, a change of
 * tempo a scale of time. Two takes of a sentence by one voice are told apart from them, since their melodies never agree to
 * the harmonic.
 */
package serlab.feature.duplicate;
