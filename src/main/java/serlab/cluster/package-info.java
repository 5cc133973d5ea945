/**
 * Machines beyond this one: a Spark cluster whose machines do tasks, and what a worker's process there reads and answers. Tasks
 * and outcomes are lines of JSON; what they are about is known to the packages above.
 */
package serlab.cluster;
