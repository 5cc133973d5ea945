/**
 * Recordings as files: WAV, AIFF, FLAC, MP3 and Ogg Vorbis are read here, other formats by FFmpeg, and WAV files written. The content
 * decides, not the name; of a damaged file what is whole is read.
 *
 * <p>Enters: the bytes of a recording in any format that {@link serlab.audio.file.AudioDecoder} reads.
 * Leaves: {@link serlab.audio.Waveform}s with a note of what is lost, the bytes of a WAV file.
 *
 * <p>Never belongs here: what is done to samples once they are there, emotions, speakers and corpora.
 */
package serlab.audio.file;
