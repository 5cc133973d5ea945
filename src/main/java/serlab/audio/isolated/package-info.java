/**
 * FFmpeg in processes of its own, for files of strangers: a fault of native code costs one answer, and neither the memory nor
 * the secrets of the process that asks.
 */
package serlab.audio.isolated;
