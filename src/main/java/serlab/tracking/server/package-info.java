/** The MLflow server of this machine: its Python environment, its process, and which server runs go to. */
package serlab.tracking.server;
