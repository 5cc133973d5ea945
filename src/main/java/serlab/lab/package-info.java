/**
 * The use cases: running an experiment, a suite of experiments and a sweep, below the command line and the notebooks, which
 * only show how they go. Requests come in as files and settings, results go out as values; nothing is printed here.
 */
package serlab.lab;
