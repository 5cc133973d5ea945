/** Files of a folder or an archive, by what they are: recordings, images, and what could not be read as either. */
package serlab.corpus.media;
