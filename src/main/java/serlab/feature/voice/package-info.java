/** Voice quality: pitch, loudness, jitter, shimmer, harmonics-to-noise ratio, formants, and what eGeMAPS makes of them. */
package serlab.feature.voice;
