/**
 * Where results are kept: runs with their parameters, metrics, artifacts, data sets and models.
 *
 * <p>Enters: what a run was made from and what it measured ({@link serlab.tracking.RunRequest}, maps, bytes, model
 * folders). Leaves: runs on an MLflow server, or folders of the same content; addresses of pages that show them.
 * {@link serlab.tracking.MlflowServer} runs the local server.
 *
 * <p>Never belongs here: training, metrics' definitions, plots, provenance (the caller passes it as tags), printing.
 * A server that cannot be reached never ends a training: what was not sent is kept and {@link
 * serlab.tracking.Tracker#notices()} says so.
 */
package serlab.tracking;
