/** Corpora of the field that tell what a recording is by the name of its file: EMO-DB, CREMA-D, TESS, SAVEE and others. */
package serlab.corpus.named;
