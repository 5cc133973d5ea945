/** Signal processing below the extractors: frames, spectra, mel filter banks, decibels, cosine transform, pitch. */
package serlab.feature.dsp;
