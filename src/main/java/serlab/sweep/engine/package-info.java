/** Engines: where the trainings of a sweep run, in processes of this machine or on a Spark cluster. */
package serlab.sweep.engine;
