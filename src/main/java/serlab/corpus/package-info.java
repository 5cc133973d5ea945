/**
 * Labeled recordings and how they are divided.
 *
 * <p>Enters: a folder, a zip archive, a CSV manifest, or nothing (then synthetic voices speak). Leaves: a
 * {@link serlab.corpus.Corpus} of {@link serlab.corpus.Clip}s with their encoded bytes on demand, and
 * {@link serlab.corpus.Split}s of it made by a {@link serlab.corpus.split.SplitProtocol}.
 *
 * <p>Never belongs here: decoding, features, networks.
 */
package serlab.corpus;
