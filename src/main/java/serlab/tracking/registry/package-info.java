/** Runs and registered models, read from an MLflow server. */
package serlab.tracking.registry;
