/**
 * Export of the features of many recordings into a folder, for use outside this program.
 *
 * <p>Enters: recordings and a {@link serlab.feature.FeatureSpec}. Leaves: a NumPy file per recording or one CSV table, and
 * an index. Memory does not grow with the length of the recordings taken together; a run that was cut off goes on where it
 * stopped. Never belongs here: how a feature is computed.
 */
package serlab.feature.export;
