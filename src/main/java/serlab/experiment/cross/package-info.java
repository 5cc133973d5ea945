/** Training on each of several corpora and testing on every one: the matrix, its table, picture and page. */
package serlab.experiment.cross;
