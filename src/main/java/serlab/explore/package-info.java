/**
 * A look at a corpus before anything is trained on it: measures of every clip, charts, and spectrograms as labeled folders
 * of images.
 *
 * <p>Enters: a {@link serlab.corpus.Corpus}. Leaves: files below an output folder. Never belongs here: training, and
 * extractors that a network could use.
 */
package serlab.explore;
