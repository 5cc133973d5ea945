/** The connection to an MLflow server. */
package serlab.tracking.http;
