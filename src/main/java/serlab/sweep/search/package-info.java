/** Search: domains, samplers and the pruner of a sweep. */
package serlab.sweep.search;
