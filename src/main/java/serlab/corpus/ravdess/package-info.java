/** RAVDESS: its file names, its layouts on disk, and its public archives. */
package serlab.corpus.ravdess;
