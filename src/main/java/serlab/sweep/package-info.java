/**
 * Sweeps: many trials of one experiment with settings drawn from a search space, run by worker processes, kept in a
 * database that a later start goes on from, and judged. In goes a sweep file, out come trials, finalists repeated over
 * seeds and folds, tests of their differences, pictures and one page. Knows nothing of terminals.
 */
package serlab.sweep;
