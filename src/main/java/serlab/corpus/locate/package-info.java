/** The way to a corpus: from a place on disk to the type that reads it. */
package serlab.corpus.locate;
