/** Synthetic voices: a source-filter synthesizer whose speakers and emotions make a corpus where none is at hand. */
package serlab.corpus.synthetic;
