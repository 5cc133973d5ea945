package serlab.experiment;

import serlab.model.layer.Cores;

/**
 * Place of one training: what trains, and with what.
 *
 * @param provenance of the program, for the cards of models
 * @param states     where the training goes on from, if it was interrupted
 * @param cores      that work for its layers while they are idle
 */
record Workplace(Provenance provenance, TrainingStates states, Cores cores) {
}
