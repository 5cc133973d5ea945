/**
 * Reports: finished experiments of a folder of experiment files enter, one page and one table leave. Nothing is trained
 * or tested here.
 */
package serlab.experiment.report;
