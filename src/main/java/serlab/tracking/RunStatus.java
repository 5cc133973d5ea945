package serlab.tracking;

/** How a run ended, in MLflow's words. */
public enum RunStatus { FINISHED, FAILED, KILLED }
