/**
 * Optimizers: what turns gradients into steps of the weights. One is a record of options that makes an ND4J updater; a new
 * one is a class and a line in {@link serlab.training.optimizer.OptimizerTypes}, or a part of a library.
 */
package serlab.training.optimizer;
