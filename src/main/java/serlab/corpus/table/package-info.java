/** Corpora that are tables: manifests that name recordings, and rows of numbers. */
package serlab.corpus.table;
