/** Corpora that are folders: one folder per class, of recordings or of images. */
package serlab.corpus.folder;
