/**
 * Recordings as numbers: they are resampled, stretched, trimmed and cut into spectra here, and heard from a microphone.
 *
 * <p>Enters: samples, as {@link serlab.audio.file} reads them from files, and rates, lengths and thresholds as plain numbers.
 * Leaves: {@link serlab.audio.Waveform}s, power spectra per frame, where there is silence or a voice.
 *
 * <p>Never belongs here: formats of files, emotions, speakers and corpora, mel bands and cepstra (they are features), models, screens.
 */
package serlab.audio;
