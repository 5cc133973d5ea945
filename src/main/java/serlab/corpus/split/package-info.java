/** Split protocols: which clips train, validate and test. */
package serlab.corpus.split;
