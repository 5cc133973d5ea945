/**
 * Where results are kept: runs with their parameters, metrics, artifacts, data sets and models.
 *
 * <p>Enters: what a run was made from and what it measured ({@link serlab.tracking.RunRequest}, maps, bytes, model
 * folders). Leaves: runs on an MLflow server; addresses of pages that show them. Everything is first written to the outbox,
 * a SQLite file, and sent from there in the background. {@link serlab.tracking.server.MlflowServer} runs the local server.
 *
 * <p>Never belongs here: training, metrics' definitions, plots, provenance (the caller passes it as tags), printing.
 * A server that cannot be reached never ends a training: what was not sent stays in the outbox, {@link
 * serlab.tracking.Tracker#notices()} says so, and {@link serlab.tracking.outbox.OutboxSync} sends it later.
 */
package serlab.tracking;
