/**
 * FFmpeg's demuxers and decoders over bytes in memory: mono samples of the sound track of a file. Nothing here opens a file,
 * a protocol or a playlist.
 */
package serlab.audio.ffmpeg;
