/**
 * Recordings as numbers: files are decoded, resampled, trimmed and cut into spectra here.
 *
 * <p>Enters: the bytes of a recording in any format that {@link serlab.audio.AudioDecoder} reads, and rates, lengths and
 * thresholds as plain numbers.
 * Leaves: {@link serlab.audio.Waveform}s, power spectra per frame, the bytes of a WAV file.
 *
 * <p>Never belongs here: emotions, speakers and corpora, mel bands and cepstra (they are features), models, screens.
 */
package serlab.audio;
